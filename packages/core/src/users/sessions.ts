import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Session } from "@daybook/contract/users";
import { SessionId, type TillId, type UserId } from "@daybook/contract/ids";
import type { Role } from "@daybook/contract/permissions";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";
import { recordAudit } from "../writes/audit.ts";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { isoInstant } from "../context/instants.ts";

/** A row of sessions. `id` is the SHA-256 of the token; instants are in UTC milliseconds. */
export interface SessionRow {
  readonly id: string;
  readonly publicId: SessionId;
  readonly userId: number;
  /** The till in which it was opened; each request looks up the till of its browser. */
  readonly deviceId: number | null;
  readonly lifetime: "till" | "owner";
  readonly scheme: "http" | "https";
  readonly userAgent: string;
  readonly address: string;
  readonly createdAt: number;
  readonly authenticatedAt: number;
  /** When the password was confirmed, if that has not been used yet. */
  readonly confirmedAt: number | null;
  readonly lastSeenAt: number;
  /** When someone last did something in it, to a minute; null before the first time. */
  readonly activeAt: number | null;
  readonly expiresAt: number;
  /** Opened by a PIN. */
  readonly byPin: boolean;
  /** True while this browser is in the sample shop. */
  readonly sampleShop: boolean;
}

/** The till that a browser is, or was until it was revoked. */
export interface TillOfBrowser {
  readonly deviceId: number;
  readonly publicId: TillId;
  readonly name: string;
  readonly revoked: boolean;
  readonly hasDrawer: boolean;
}

/** A session with its user, and the till of the browser. */
export interface SignedInSession {
  readonly session: SessionRow;
  readonly till: TillOfBrowser | null;
  /** The shop's setting; 0 is never. */
  readonly lockAfterMinutes: number;
  readonly user: {
    readonly id: number;
    readonly publicId: UserId;
    readonly login: string;
    readonly name: string;
    readonly roles: readonly Role[];
  };
}

// Runs on every request: one prepared join, one row per role.
const lookup = prepared((db, t) =>
  db
    .select({
      session: {
        id: t.session.id,
        publicId: t.session.publicId,
        userId: t.session.userId,
        deviceId: t.session.deviceId,
        lifetime: t.session.lifetime,
        scheme: t.session.scheme,
        userAgent: t.session.userAgent,
        address: t.session.address,
        createdAt: t.session.createdAt,
        authenticatedAt: t.session.authenticatedAt,
        confirmedAt: t.session.confirmedAt,
        lastSeenAt: t.session.lastSeenAt,
        activeAt: t.session.activeAt,
        expiresAt: t.session.expiresAt,
        byPin: t.session.byPin,
        sampleShop: t.session.sampleShop,
      },
      publicId: t.appUser.publicId,
      login: t.appUser.login,
      name: t.appUser.name,
      role: t.userRole.role,
      lockAfterMinutes: t.shop.lockAfterMinutes,
      tillRowId: t.device.id,
      tillId: t.device.publicId,
      tillName: t.device.name,
      tillRevokedAt: t.device.revokedAt,
      tillDrawerId: t.device.drawerId,
    })
    .from(t.session)
    .innerJoin(t.appUser, sql`${t.appUser.id} = ${t.session.userId}`)
    .innerJoin(t.userRole, sql`${t.userRole.userId} = ${t.session.userId}`)
    .innerJoin(t.shop, sql`${t.shop.id} = 1`)
    .leftJoin(t.device, eq(t.device.tokenHash, sql.placeholder("browserId")))
    .where(
      and(
        eq(t.session.id, sql.placeholder("id")),
        isNull(t.session.revokedAt),
        eq(t.appUser.active, true),
      ),
    )
    .prepare(),
);

/**
 * The open session with this id (the hash of a token) of an active user, or null. The caller checks expiry. `browserId`
 * is the hash of the token in the browser's long-lived cookie, or null without one.
 */
export async function findSession(
  tx: ReadTx,
  id: string,
  browserId: string | null,
): Promise<SignedInSession | null> {
  const rows = await lookup(tx).execute({ id, browserId });
  const [first] = rows;
  if (first === undefined) return null;
  const { session, publicId, login, name } = first;
  return {
    session,
    till: tillOf(first),
    lockAfterMinutes: first.lockAfterMinutes,
    user: { id: session.userId, publicId, login, name, roles: rows.map((row) => row.role) },
  };
}

/** The till with this hash of the token in the browser's long-lived cookie, or null. */
export async function findTillOfBrowser(
  tx: ReadTx,
  browserId: string,
): Promise<TillOfBrowser | null> {
  const { device } = tx.t;
  const [row] = await tx.db
    .select({
      tillRowId: device.id,
      tillId: device.publicId,
      tillName: device.name,
      tillRevokedAt: device.revokedAt,
      tillDrawerId: device.drawerId,
    })
    .from(device)
    .where(eq(device.tokenHash, browserId));
  return row === undefined ? null : tillOf(row);
}

function tillOf(row: {
  readonly tillRowId: number | null;
  readonly tillId: TillId | null;
  readonly tillName: string | null;
  readonly tillRevokedAt: number | null;
  readonly tillDrawerId: number | null;
}): TillOfBrowser | null {
  const { tillRowId: deviceId, tillId: publicId, tillName: name } = row;
  if (deviceId === null || publicId === null || name === null) return null;
  const revoked = row.tillRevokedAt !== null;
  return { deviceId, publicId, name, revoked, hasDrawer: !revoked && row.tillDrawerId !== null };
}

/** Opens a session and records it in the audit log. The actor is the user who has just authenticated. */
export async function insertSession(ctx: WriteCtx, row: SessionRow): Promise<void> {
  await ctx.db.insert(ctx.t.session).values({ ...row, revokedAt: null });
  await recordAudit(ctx, {
    action: "auth.signIn",
    entity: "session",
    entityId: row.publicId,
    after: {
      lifetime: row.lifetime,
      scheme: row.scheme,
      address: row.address,
      userAgent: row.userAgent,
    },
  });
  // The user's list of sessions and the audit log show it.
  ctx.changed("users", ctx.actor.publicId);
}

/** Extends a session. */
export async function extendSession(ctx: WriteCtx, id: string, expiresAt: number): Promise<void> {
  await ctx.db
    .update(ctx.t.session)
    .set({ expiresAt })
    .where(sql`${ctx.t.session.id} = ${id}`);
}

/** Records that a session was used just now. */
export async function touchSession(ctx: WriteCtx, id: string): Promise<void> {
  await ctx.db
    .update(ctx.t.session)
    .set({ lastSeenAt: ctx.now })
    .where(sql`${ctx.t.session.id} = ${id}`);
}

/** Records that someone has just done something in a session. */
export async function keepSessionActive(ctx: WriteCtx, id: string): Promise<void> {
  await ctx.db
    .update(ctx.t.session)
    .set({ activeAt: ctx.now })
    .where(sql`${ctx.t.session.id} = ${id}`);
}

/** Records that the user has just confirmed their password in this session. */
export async function reauthenticateSession(ctx: WriteCtx, id: string): Promise<void> {
  await ctx.db
    .update(ctx.t.session)
    .set({ authenticatedAt: ctx.now, confirmedAt: ctx.now })
    .where(sql`${ctx.t.session.id} = ${id}`);
}

/**
 * Uses the password confirmation of this session, in the transaction of the confirmed action: if that is refused, the
 * confirmation remains. Refuses 403 `confirm_password` if another request has used it.
 */
export async function spendConfirmation(
  ctx: WriteCtx,
  { id, confirmedAt }: { readonly id: string; readonly confirmedAt: number },
): Promise<void> {
  const { session } = ctx.t;
  const spent = await ctx.db
    .update(session)
    .set({ confirmedAt: null })
    .where(and(eq(session.id, id), eq(session.confirmedAt, confirmedAt)))
    .returning({ id: session.id });
  if (spent.length > 0) return;
  const [left] = await ctx.db.select({ id: session.id }).from(session).where(eq(session.id, id));
  if (left !== undefined) throw refuse("confirm_password", {});
}

/** From its next request on, this session is in the sample shop. */
export async function enterSampleShop(ctx: WriteCtx, id: string): Promise<void> {
  await turn(ctx, id, true);
}

/** From its next request on, this session is in the real shop again. */
export async function leaveSampleShop(ctx: WriteCtx, id: string): Promise<void> {
  await turn(ctx, id, false);
}

async function turn(ctx: WriteCtx, id: string, sampleShop: boolean): Promise<void> {
  await ctx.db
    .update(ctx.t.session)
    .set({ sampleShop })
    .where(sql`${ctx.t.session.id} = ${id}`);
  // Live connections of the session remain subscribed to the other shop until they check again.
  ctx.changed("users");
}

/** Ends one session by its hash; does nothing if it has already ended. */
export async function endSessionByHash(ctx: WriteCtx, id: string): Promise<void> {
  await end(ctx, sql`${ctx.t.session.id} = ${id}`);
}

/**
 * Ends all sessions of a user, except `exceptId` (the hash of a token). Call it with every change of password or roles
 * and with deactivation, in the same transaction. Returns the number of ended sessions.
 */
export async function endSessionsOf(
  ctx: WriteCtx,
  userId: number,
  exceptId: string | null = null,
): Promise<number> {
  const own = sql`${ctx.t.session.userId} = ${userId}`;
  return end(ctx, exceptId === null ? own : sql`${own} and ${ctx.t.session.id} <> ${exceptId}`);
}

/**
 * Ends all sessions at a till, except `exceptId` (the hash of a token): its browser is this till no longer. Returns
 * their number.
 */
export async function endSessionsAtTill(
  ctx: WriteCtx,
  deviceId: number,
  exceptId: string | null,
): Promise<number> {
  const there = sql`${ctx.t.session.deviceId} = ${deviceId}`;
  return end(ctx, exceptId === null ? there : sql`${there} and ${ctx.t.session.id} <> ${exceptId}`);
}

/** The browser of a session has become a till. */
export async function moveSessionToTill(
  ctx: WriteCtx,
  id: string,
  deviceId: number,
): Promise<void> {
  await ctx.db
    .update(ctx.t.session)
    .set({ deviceId })
    .where(sql`${ctx.t.session.id} = ${id}`);
}

/** Ends one of the actor's own sessions by its public id. Refuses 404 for other people's. */
export async function endOwnSession(ctx: WriteCtx, publicId: string): Promise<number> {
  const ended = await end(
    ctx,
    sql`${ctx.t.session.publicId} = ${publicId} and ${ctx.t.session.userId} = ${ctx.actor.userId}`,
  );
  if (ended === 0) throw refuse("not_found", { entity: "session", id: publicId }, "id");
  await recordAudit(ctx, { action: "auth.endSession", entity: "session", entityId: publicId });
  return ended;
}

/** Ends the actor's own sessions except `exceptId` (the hash of a token). Returns their number. */
export async function endOtherOwnSessions(ctx: WriteCtx, exceptId: string | null): Promise<number> {
  const ended = await endSessionsOf(ctx, ctx.actor.userId, exceptId);
  const { publicId: entityId } = ctx.actor;
  const after = { ended };
  await recordAudit(ctx, { action: "auth.endAllSessions", entity: "user", entityId, after });
  ctx.changed("users", entityId);
  return ended;
}

/** The actor's open sessions, last used first. `currentId` is the hash of the current one. */
export async function listOwnSessions(
  ctx: ReadCtx,
  currentId: string | null,
): Promise<{ items: Session[] }> {
  const { session } = ctx.t;
  const rows = await ctx.db
    .select()
    .from(session)
    .where(
      sql`${session.userId} = ${ctx.actor.userId} and ${session.revokedAt} is null and ${session.expiresAt} > ${ctx.now}`,
    )
    .orderBy(sql`${session.lastSeenAt} desc`, session.publicId);
  return {
    items: rows.map((row) => ({
      id: SessionId.parse(row.publicId),
      current: row.id === currentId,
      userAgent: row.userAgent,
      address: row.address,
      scheme: row.scheme,
      createdAt: isoInstant(row.createdAt),
      lastSeenAt: isoInstant(row.lastSeenAt),
      expiresAt: isoInstant(row.expiresAt),
    })),
  };
}

/** Deletes sessions that ended more than 90 days ago. Returns their number. */
export async function forgetOldSessions(ctx: WriteCtx): Promise<number> {
  const before = ctx.now - 90 * 24 * 3600_000;
  const deleted = await ctx.db
    .delete(ctx.t.session)
    .where(sql`${ctx.t.session.expiresAt} < ${before} or ${ctx.t.session.revokedAt} < ${before}`)
    .returning({ id: ctx.t.session.id });
  return deleted.length;
}

async function end(ctx: WriteCtx, which: SQL): Promise<number> {
  const ended = await ctx.db
    .update(ctx.t.session)
    .set({ revokedAt: ctx.now })
    .where(sql`${which} and ${ctx.t.session.revokedAt} is null`)
    .returning({ userId: ctx.t.session.userId });
  if (ended.length === 0) return 0;
  const people = await ctx.db
    .select({ publicId: ctx.t.appUser.publicId })
    .from(ctx.t.appUser)
    .where(
      inArray(
        ctx.t.appUser.id,
        ended.map(({ userId }) => userId),
      ),
    );
  // Live connections check their user again when users change.
  ctx.changed("users", ...people.map(({ publicId }) => publicId));
  return ended.length;
}
