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
import type { Who } from "@daybook/core/context";
import type { ApiContext } from "../context.ts";
import { strongHash } from "../auth/strong-hash.ts";
import { can, canConfirmed, get, once, patch, post, reads, router } from "../trpc.ts";

const edits = () => canConfirmed("users.write");

export const users = router({
  list: can("users.read")
    .meta(get("/users"))
    .input(ListUsers)
    .output(Users)
    .query(reads(listUsers)),
  get: can("users.read").meta(get("/users/{id}")).input(GetUser).output(User).query(reads(getUser)),
  create: edits()
    .meta(post("/users"))
    .input(CreateUser)
    .output(User)
    .mutation(async (call) => {
      const { password, ...rest } = call.input;
      const hash = await strongHash(call.ctx, password, [rest.login, rest.name]);
      // The password stays out of what is kept for repeats: even its quick hash would be worth guessing at.
      return once((ctx, input: typeof rest) => createUser(ctx, input, hash))({
        ...call,
        input: rest,
      });
    }),
  update: edits()
    .meta(patch("/users/{id}"))
    .input(UpdateUser)
    .output(User)
    .mutation(async (call) => {
      const { password, ...rest } = call.input;
      const hash = password === undefined ? null : await newHash(call.ctx, rest.id, password);
      return once((ctx, input: typeof rest) => updateUser(ctx, input, hash))({
        ...call,
        input: rest,
      });
    }),
  deactivate: edits()
    .meta(post("/users/{id}/deactivate"))
    .input(UserState)
    .output(User)
    .mutation(once(deactivateUser)),
  reactivate: edits()
    .meta(post("/users/{id}/reactivate"))
    .input(UserState)
    .output(User)
    .mutation(once(reactivateUser)),
});

/** The hash of a new password that says nothing of the person as they are known so far. */
async function newHash(
  ctx: Pick<ApiContext, "work" | "services"> & { readonly who: Who },
  id: UserId,
  password: string,
): Promise<string> {
  const user = await ctx.work.read(ctx.who, (read) => getUser(read, { id }));
  return strongHash(ctx, password, [user.login, user.name]);
}
