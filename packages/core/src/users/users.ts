import type { UserId } from "@daybook/contract/ids";
import { and, asc, eq, ne } from "drizzle-orm";
import { identityKey } from "@daybook/contract/fold";
import { ROLES } from "@daybook/contract/permissions";
import type { Role } from "@daybook/contract/permissions";
import type {
  CreateUser,
  ListUsers,
  UpdateUser,
  User,
  Users,
  UserState,
} from "@daybook/contract/users";
import { newId } from "@daybook/contract/uuid";
import { differences, recordAudit } from "../writes/audit.ts";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { isoInstant } from "../context/instants.ts";
import { keyAfter } from "../records/key-after.ts";
import { lockShop } from "../writes/lock-shop.ts";
import { checkUnique, orDuplicate } from "../records/unique-key.ts";
import { checkVersion, insertedRow, updatedRow } from "../records/versions.ts";
import { endSessionsOf } from "./sessions.ts";
import { endAccessOf } from "./sign-in.ts";
import { getUserRow } from "./user-rows.ts";
import type { UserRow } from "./user-rows.ts";

/** The users of the shop by login. A shop has only dozens, so there is no paging. */
export async function listUsers(ctx: ReadCtx, input: ListUsers): Promise<Users> {
  const { appUser, userRole } = ctx.t;
  const rows = await ctx.db.select().from(appUser).orderBy(asc(appUser.loginKey));
  const roles = new Map<number, Role[]>();
  for (const { userId, role } of await ctx.db.select().from(userRole)) {
    roles.set(userId, [...(roles.get(userId) ?? []), role]);
  }
  const items = rows
    .map((row) => toUser(row, roles.get(row.id) ?? []))
    .filter(({ active }) => input.active === "all" || active === (input.active === "active"));
  return { items };
}

/** Refuses 404 `not_found` at `id`. */
export async function getUser(ctx: ReadCtx, input: { id: UserId }): Promise<User> {
  const row = await getUserRow(ctx, input.id);
  return toUser(row, await rolesOf(ctx, row.id));
}

/** The caller has hashed the password. Refuses 409 `duplicate` at `login`, case-insensitive. */
export async function createUser(
  ctx: WriteCtx,
  input: Omit<CreateUser, "password">,
  passwordHash: string,
): Promise<User> {
  await checkLogin(ctx, input.login, null);
  const rows = await orDuplicate(
    ctx.db
      .insert(ctx.t.appUser)
      .values({
        publicId: newId(ctx.now),
        login: input.login,
        loginKey: identityKey(input.login),
        name: input.name,
        passwordHash,
        pinHash: null,
        active: true,
        version: 1,
        createdAt: ctx.now,
      })
      .returning(),
    loginTaken(input.login),
  );
  const row = insertedRow(rows);
  await insertRoles(ctx, row.id, input.roles);
  const user = toUser(row, input.roles);
  await recordAudit(ctx, {
    action: "users.create",
    entity: "user",
    entityId: user.id,
    after: user,
  });
  ctx.changed("users", user.id);
  return user;
}

/**
 * Changes a user's login, name, roles or password (hashed by the caller, null to keep it). Changes of roles or password
 * end their sessions; a new password also revokes their API keys, unless `keepKeys`. Refuses 404, 409 `stale_version`,
 * 409 `duplicate` at `login` and 409 `last_owner` at `roles`.
 */
export async function updateUser(
  ctx: WriteCtx,
  input: Omit<UpdateUser, "password">,
  passwordHash: string | null,
): Promise<User> {
  await lockShop(ctx);
  const before = await getUserRow(ctx, input.id);
  await checkVersion(ctx, { entity: "user", row: before, version: input.version });
  const login = input.login ?? before.login;
  const loginKey = keyAfter(login, { text: before.login, key: before.loginKey });
  if (loginKey !== before.loginKey) await checkLogin(ctx, login, before.id);
  const roles = await rolesOf(ctx, before.id);
  const wanted = inOrder(input.roles ?? roles);
  const rolesDiffer = wanted.join() !== roles.join();
  if (rolesDiffer && !wanted.includes("owner")) await requireOwner(ctx, before, roles, "roles");
  if (rolesDiffer) {
    await ctx.db.delete(ctx.t.userRole).where(eq(ctx.t.userRole.userId, before.id));
    await insertRoles(ctx, before.id, wanted);
  }
  if (passwordHash !== null) await endAccessOf(ctx, before.id, input.keepKeys ?? false);
  else if (rolesDiffer) await endSessionsOf(ctx, before.id);
  return change(ctx, {
    action: "users.update",
    before,
    was: toUser(before, roles),
    roles: wanted,
    reason: passwordHash === null ? "" : "new password",
    set: {
      login,
      loginKey,
      name: input.name ?? before.name,
      passwordHash: passwordHash ?? before.passwordHash,
    },
  });
}

/** The user can no longer sign in and is signed out everywhere; their name stays on their past actions. */
export async function deactivateUser(ctx: WriteCtx, input: UserState): Promise<User> {
  await lockShop(ctx);
  const before = await getUserRow(ctx, input.id);
  await checkVersion(ctx, { entity: "user", row: before, version: input.version });
  const roles = await rolesOf(ctx, before.id);
  await requireOwner(ctx, before, roles, "id");
  await endSessionsOf(ctx, before.id);
  const was = toUser(before, roles);
  return change(ctx, { action: "users.deactivate", before, was, roles, set: { active: false } });
}

export async function reactivateUser(ctx: WriteCtx, input: UserState): Promise<User> {
  const before = await getUserRow(ctx, input.id);
  await checkVersion(ctx, { entity: "user", row: before, version: input.version });
  const roles = await rolesOf(ctx, before.id);
  const was = toUser(before, roles);
  return change(ctx, { action: "users.reactivate", before, was, roles, set: { active: true } });
}

/** The topics of records that show the name of their user. */
const SHOW_NAMES = ["sales", "stock", "products"] as const;

interface Change {
  readonly action: string;
  readonly before: UserRow;
  readonly was: User;
  /** The current roles. */
  readonly roles: readonly Role[];
  readonly set: Partial<UserRow>;
  readonly reason?: string;
}

async function change(
  ctx: WriteCtx,
  { action, before, was, roles, set, reason }: Change,
): Promise<User> {
  const { appUser } = ctx.t;
  const rows = await orDuplicate(
    ctx.db
      .update(appUser)
      .set({ ...set, version: before.version + 1 })
      .where(and(eq(appUser.id, before.id), eq(appUser.version, before.version)))
      .returning(),
    loginTaken(set.login ?? before.login),
  );
  const is = toUser(await updatedRow(ctx, rows, { entity: "user", row: before }), roles);
  await recordAudit(ctx, {
    action,
    entity: "user",
    entityId: is.id,
    ...differences(was, is),
    reason: reason ?? "",
  });
  ctx.changed("users", is.id);
  // Users without permission to read users still see the names on records.
  if (was.name !== is.name) for (const topic of SHOW_NAMES) ctx.changed(topic, is.id);
  return is;
}

/** Refuses 409 `last_owner` if no other active owner remains. The caller has locked the shop. */
async function requireOwner(
  ctx: WriteCtx,
  user: UserRow,
  roles: readonly Role[],
  path: string,
): Promise<void> {
  if (!user.active || !roles.includes("owner")) return;
  const { appUser, userRole } = ctx.t;
  const [other] = await ctx.db
    .select({ id: appUser.id })
    .from(appUser)
    .innerJoin(userRole, eq(userRole.userId, appUser.id))
    .where(and(eq(userRole.role, "owner"), eq(appUser.active, true), ne(appUser.id, user.id)))
    .limit(1);
  if (other === undefined) throw refuse("last_owner", {}, path);
}

async function checkLogin(ctx: WriteCtx, login: string, ownId: number | null): Promise<void> {
  const { appUser } = ctx.t;
  const holders = await ctx.db
    .select({ id: appUser.id, publicId: appUser.publicId })
    .from(appUser)
    .where(eq(appUser.loginKey, identityKey(login)));
  checkUnique(holders, { field: "login", value: login, ownId });
}

function loginTaken(login: string) {
  return {
    constraint: "app_user_login_key_unique",
    field: "login",
    value: login,
    path: "login",
  };
}

async function insertRoles(ctx: WriteCtx, userId: number, roles: readonly Role[]): Promise<void> {
  await ctx.db.insert(ctx.t.userRole).values(inOrder(roles).map((role) => ({ userId, role })));
}

async function rolesOf(ctx: ReadCtx, userId: number): Promise<Role[]> {
  const { userRole } = ctx.t;
  const rows = await ctx.db.select().from(userRole).where(eq(userRole.userId, userId));
  return inOrder(rows.map((row) => row.role));
}

/** Each role once, in the order of the contract. */
function inOrder(roles: readonly Role[]): Role[] {
  return ROLES.filter((role) => roles.includes(role));
}

function toUser(row: UserRow, roles: readonly Role[]): User {
  return {
    id: row.publicId,
    login: row.login,
    name: row.name,
    roles: inOrder(roles),
    active: row.active,
    version: row.version,
    createdAt: isoInstant(row.createdAt),
  };
}
