import type { UserId } from "@daybook/contract/ids";
import type { TillPeople } from "@daybook/contract/approvals";
import { ROLE_PERMISSIONS, ROLES } from "@daybook/contract/permissions";
import { and, eq, inArray } from "drizzle-orm";
import type { ReadTx } from "@daybook/db/types";
import type { ReadCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { digitsOf } from "./pins.ts";

/** A user's row with its internal id, active or not. Refuses 404 `not_found` at `path`. */
export async function getUserRow(ctx: ReadCtx, publicId: UserId, path = "id") {
  const [row] = await ctx.db
    .select()
    .from(ctx.t.appUser)
    .where(eq(ctx.t.appUser.publicId, publicId));
  if (row === undefined) throw refuse("not_found", { entity: "user", id: publicId }, path);
  return row;
}

export type UserRow = Awaited<ReturnType<typeof getUserRow>>;

/** The login of an active user. Refuses 404 and 409 `inactive` at `userId`. */
export async function findLogin(ctx: ReadCtx, publicId: UserId): Promise<string> {
  const { login, active } = await getUserRow(ctx, publicId, "userId");
  if (!active) throw refuse("inactive", { entity: "user", id: publicId }, "userId");
  return login;
}

/** The active people who may sell, by name. */
export async function listSellers(ctx: ReadCtx): Promise<TillPeople> {
  const { appUser, userRole } = ctx.t;
  const selling = ROLES.filter((role) => ROLE_PERMISSIONS[role].includes("sales.ringUp"));
  const people = await ctx.db
    .selectDistinct({ id: appUser.publicId, name: appUser.name, pinHash: appUser.pinHash })
    .from(appUser)
    .innerJoin(userRole, eq(userRole.userId, appUser.id))
    .where(and(eq(appUser.active, true), inArray(userRole.role, selling)))
    .orderBy(appUser.name, appUser.publicId);
  return {
    items: people.map(({ id, name, pinHash }) => ({ id, name, pinDigits: digitsOf(pinHash) })),
  };
}

/** The password hash of a user; null for an unknown id. */
export async function findPasswordHash(tx: ReadTx, publicId: UserId): Promise<string | null> {
  const { appUser } = tx.t;
  const [row] = await tx.db
    .select({ passwordHash: appUser.passwordHash })
    .from(appUser)
    .where(eq(appUser.publicId, publicId));
  return row?.passwordHash ?? null;
}
