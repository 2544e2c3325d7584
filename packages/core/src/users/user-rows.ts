import type { UserId } from "@daybook/contract/ids";
import { eq } from "drizzle-orm";
import type { ReadTx } from "@daybook/db/types";
import type { ReadCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";

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

/** The password hash of a user; null for an unknown id. */
export async function findPasswordHash(tx: ReadTx, publicId: UserId): Promise<string | null> {
  const { appUser } = tx.t;
  const [row] = await tx.db
    .select({ passwordHash: appUser.passwordHash })
    .from(appUser)
    .where(eq(appUser.publicId, publicId));
  return row?.passwordHash ?? null;
}
