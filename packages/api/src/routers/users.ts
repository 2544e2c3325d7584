import {
  CreateUser,
  GetUser,
  ListUsers,
  UpdateUser,
  User,
  Users,
  UserState,
} from "@daybook/contract/users";
import {
  createUser,
  deactivateUser,
  getUser,
  listUsers,
  reactivateUser,
  updateUser,
} from "@daybook/core/users/users";
import type { UserId } from "@daybook/contract/ids";
import type { Who } from "@daybook/core/context/context";
import { refuse } from "@daybook/core/errors/domain-error";
import { verifyPassword } from "@daybook/core/users/passwords";
import { findPasswordHash } from "@daybook/core/users/user-rows";
import type { ApiContext } from "../context.ts";
import { strongHash } from "../auth/strong-hash.ts";
import { trpcErrorOf } from "../refusal.ts";
import {
  can,
  canConfirmed,
  canConfirmedEachTime,
  get,
  once,
  onceConfirmed,
  patch,
  post,
  reads,
  router,
} from "../trpc.ts";

const edits = () => canConfirmed("users.write");

export const users = router({
  list: can("users.read")
    .meta(get("/users", { summary: "List users" }))
    .input(ListUsers)
    .output(Users)
    .query(reads(listUsers)),
  get: can("users.read")
    .meta(get("/users/{id}", { summary: "Get a user", refuses: ["not_found"] }))
    .input(GetUser)
    .output(User)
    .query(reads(getUser)),
  create: canConfirmedEachTime("users.write")
    .meta(
      post("/users", {
        summary: "Add a user",
        description: "A repeat must carry the same password.",
        refuses: ["duplicate", "weak_password"],
      }),
    )
    .input(CreateUser)
    .output(User)
    .mutation(async (call) => {
      const { password, ...rest } = call.input;
      const hash = await strongHash(call.ctx, password, [rest.login, rest.name]);
      // The password is not stored with the answer: even its fast hash could be attacked.
      return withSamePassword(call.ctx, password, (made) =>
        onceConfirmed((ctx, input: typeof rest) => made(createUser(ctx, input, hash)))({
          ...call,
          input: rest,
        }),
      );
    }),
  update: edits()
    .meta(
      patch("/users/{id}", {
        summary: "Change a user",
        description:
          "Other roles end the user's sessions; another password also ends their API keys, unless `keepKeys`.",
        refuses: ["not_found", "stale_version", "duplicate", "last_owner", "weak_password"],
      }),
    )
    .input(UpdateUser)
    .output(User)
    .mutation(async (call) => {
      const { password, ...rest } = call.input;
      const repeatable = { ...call, input: rest };
      if (password === undefined)
        return once((ctx, input: typeof rest) => updateUser(ctx, input, null))(repeatable);
      const hash = await newHash(call.ctx, rest.id, password);
      return withSamePassword(call.ctx, password, (made) =>
        onceConfirmed((ctx, input: typeof rest) => made(updateUser(ctx, input, hash)))(repeatable),
      );
    }),
  deactivate: edits()
    .meta(
      post("/users/{id}/deactivate", {
        summary: "Deactivate a user",
        description: "Ends the user's sessions; what they did keeps their name.",
        refuses: ["not_found", "stale_version", "last_owner"],
      }),
    )
    .input(UserState)
    .output(User)
    .mutation(once(deactivateUser)),
  reactivate: edits()
    .meta(
      post("/users/{id}/reactivate", {
        summary: "Reactivate a user",
        refuses: ["not_found", "stale_version"],
      }),
    )
    .input(UserState)
    .output(User)
    .mutation(once(reactivateUser)),
});

/**
 * Runs an idempotent write whose key does not cover the password. `made` marks that it was performed now. If an earlier
 * request performed it, its password must match, otherwise the caller is wrong about the state: 409 `key_reused`.
 */
async function withSamePassword(
  { work }: Pick<ApiContext, "work">,
  password: string,
  write: (made: (user: Promise<User>) => Promise<User>) => Promise<User>,
): Promise<User> {
  let isNew = false;
  const user = await write((done) => {
    isNew = true;
    return done;
  });
  if (isNew) return user;
  const hash = await work.store.read((tx) => findPasswordHash(tx, user.id));
  if (hash !== null && !(await verifyPassword(hash, password)))
    throw trpcErrorOf(refuse("key_reused", {}, "key"));
  return user;
}

/** The hash of a new password that does not contain the user's known data. */
async function newHash(
  ctx: Pick<ApiContext, "work" | "services"> & { readonly who: Who },
  id: UserId,
  password: string,
): Promise<string> {
  const user = await ctx.work.read(ctx.who, (read) => getUser(read, { id }));
  return strongHash(ctx, password, [user.login, user.name]);
}
