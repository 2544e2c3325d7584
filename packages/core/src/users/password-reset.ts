import type { UserId } from "@daybook/contract/ids";
import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { ReadTx } from "@daybook/db/types";
import { recordAudit } from "../writes/audit.ts";
import { permissionsOf } from "@daybook/contract/permissions";
import type { WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { endSessionsOf } from "./sessions.ts";
import { endAccessOf, findAccount, replaceHash } from "./sign-in.ts";
import { resetAccount } from "./throttle.ts";

const LIFETIME_MS = 3600_000;

/** The user of a reset link. */
export interface ResetTarget {
  readonly userId: number;
  readonly publicId: UserId;
  readonly login: string;
  readonly name: string;
}

/**
 * Creates a one-time token (256 bits) with which this user sets a new password within an hour, and ends their sessions.
 * Only its SHA-256 is stored. Refuses 404 for an unknown login.
 */
export async function createPasswordReset(
  ctx: WriteCtx,
  login: string,
): Promise<{ token: string; expiresAt: number }> {
  const account = await findAccount(ctx, login);
  if (account === null) throw refuse("not_found", { entity: "user", id: login }, "login");
  const token = randomBytes(32).toString("base64url");
  const expiresAt = ctx.now + LIFETIME_MS;
  await ctx.db
    .insert(ctx.t.passwordReset)
    .values({ id: hashOf(token), userId: account.id, createdAt: ctx.now, expiresAt, usedAt: null });
  await endSessionsOf(ctx, account.id);
  await resetAccount(ctx, account.login);
  const actor = { ...ctx.actor, userId: account.id };
  await recordAudit(
    { ...ctx, actor },
    {
      action: "auth.createPasswordReset",
      entity: "user",
      entityId: account.publicId,
      reason: "by the command line",
    },
  );
  ctx.changed("users", account.publicId);
  return { token, expiresAt };
}

/** The user of an unused token. Refuses 422 `reset_link_spent` at `token`. `now` is in UTC milliseconds. */
export async function findPasswordReset(
  tx: ReadTx,
  token: string,
  now: number,
): Promise<ResetTarget> {
  const { passwordReset, appUser } = tx.t;
  const [target] = await tx.db
    .select({
      userId: appUser.id,
      publicId: appUser.publicId,
      login: appUser.login,
      name: appUser.name,
    })
    .from(passwordReset)
    .innerJoin(appUser, sql`${appUser.id} = ${passwordReset.userId}`)
    .where(
      and(
        eq(passwordReset.id, hashOf(token)),
        isNull(passwordReset.usedAt),
        gt(passwordReset.expiresAt, now),
        eq(appUser.active, true),
      ),
    );
  if (target === undefined) throw refuse("reset_link_spent", {}, "token");
  return target;
}

/** Uses the token: sets the new hash, invalidates this user's other tokens and ends their sessions. */
export async function usePasswordReset(
  ctx: WriteCtx,
  token: string,
  passwordHash: string,
): Promise<void> {
  const target = await findPasswordReset(ctx, token, ctx.now);
  const t = ctx.t.passwordReset;
  const spent = await ctx.db
    .update(t)
    .set({ usedAt: ctx.now })
    .where(sql`${t.userId} = ${target.userId} and ${t.usedAt} is null`)
    .returning({ id: t.id });
  // Two concurrent requests with one token on PostgreSQL: the second finds it used.
  if (!spent.some((row) => row.id === hashOf(token))) throw refuse("reset_link_spent", {}, "token");
  await replaceHash(ctx, target.userId, passwordHash);
  // A user who resets a password cannot say which keys are theirs: all are revoked.
  await endAccessOf(ctx, target.userId, false);
  await resetAccount(ctx, target.login);
  const actor = {
    ...ctx.actor,
    userId: target.userId,
    publicId: target.publicId,
    permissions: permissionsOf([]),
  };
  await recordAudit(
    { ...ctx, actor },
    { action: "auth.resetPassword", entity: "user", entityId: target.publicId },
  );
  ctx.changed("users", target.publicId);
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
