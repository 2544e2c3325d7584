/** PINs: short, so only a till accepts them, few attempts are allowed, and the database alone cannot verify them. */
import { createHash, createHmac } from "node:crypto";
import type { UserId } from "@daybook/contract/ids";
import { and, eq } from "drizzle-orm";
import type { ReadTx } from "@daybook/db/types";
import { systemActor } from "../context/context.ts";
import type { Who, WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { recordAudit } from "../writes/audit.ts";
import type { UnitOfWork } from "../writes/unit-of-work.ts";
import { dummyHash, hashPassword, verifyPassword } from "./passwords.ts";
import type { PasswordCost } from "./passwords.ts";
import type { Account } from "./sign-in.ts";
import { countPinAttempt, resetPinAttempt } from "./throttle.ts";

/** The secret that a PIN is hashed with. It is stored outside the database. */
export type Pepper = Uint8Array;

/**
 * The hash of a PIN: argon2id of its HMAC-SHA256, after the name of the pepper and the number of digits. Four digits are found in minutes
 * whatever the hash, so it is the pepper that protects a stolen database.
 */
export async function hashPin(pepper: Pepper, pin: string, cost: PasswordCost): Promise<string> {
  return `${nameOf(pepper)} ${pin.length} ${await hashPassword(peppered(pepper, pin), cost)}`;
}

/** How many digits a PIN has: a till takes it without Enter. Null for none. */
export function digitsOf(pinHash: string | null): number | null {
  return pinHash === null ? null : Number(pinHash.split(" ")[1]);
}

/** Sets or removes the actor's own PIN. */
export async function setOwnPin(ctx: WriteCtx, pinHash: string | null): Promise<void> {
  const { appUser } = ctx.t;
  await ctx.db.update(appUser).set({ pinHash }).where(eq(appUser.id, ctx.actor.userId));
  await recordAudit(ctx, {
    action: pinHash === null ? "auth.removePin" : "auth.setPin",
    entity: "user",
    entityId: ctx.actor.publicId,
  });
  ctx.changed("users", ctx.actor.publicId);
}

/** An attempt to use a PIN. */
export interface PinAttempt {
  readonly userId: UserId;
  readonly pin: string;
  /** The till, null in any other browser. */
  readonly deviceId: number | null;
  readonly requestId: string;
}

interface PinOptions {
  readonly pepper: Pepper;
  readonly cost: PasswordCost;
  /** The field of the PIN. */
  readonly field: string;
}

/**
 * The active person with this PIN. Every attempt is counted before the PIN is checked, per person and till, per person
 * and per till; without a PIN the answer is the same. What blocks a PIN is in the audit log. Refuses 403 `not_a_till` and `pin_blocked`, 401 `wrong_pin` and 429
 * `too_many_attempts`.
 */
export async function checkPin(
  work: UnitOfWork,
  { userId, pin, deviceId, requestId }: PinAttempt,
  { pepper, cost, field }: PinOptions,
): Promise<Omit<Account, "passwordHash">> {
  if (deviceId === null) throw refuse("not_a_till", {});
  const asSystem: Who = { actor: systemActor(0, new Set()), requestId };
  const attempt = { userId, deviceId };
  const blocks = await work.write(asSystem, (ctx) => countPinAttempt(ctx, attempt));
  const found = await work.store.read((tx) => findByPublicId(tx, userId));
  const [name, , hash] = (found?.pinHash ?? "").split(" ");
  // A PIN from before the pepper was lost cannot be right.
  const known = hash !== undefined && name === nameOf(pepper);
  const right = await verifyPassword(known ? hash : await dummyHash(cost), peppered(pepper, pin));
  if (found === null || !known || !right) {
    if (blocks !== null) await work.write(asSystem, (ctx) => recordBlock(ctx, attempt, blocks));
    throw refuse("wrong_pin", {}, field);
  }
  await work.write(asSystem, (ctx) => resetPinAttempt(ctx, attempt));
  const { pinHash: _pinHash, ...account } = found;
  return account;
}

/** Whose PIN was tried too often, and at which till: the one who tried is not known. */
async function recordBlock(
  ctx: WriteCtx,
  { userId, deviceId }: { readonly userId: UserId; readonly deviceId: number },
  blocks: "pause" | "day",
): Promise<void> {
  const { device } = ctx.t;
  const [till] = await ctx.db
    .select({ name: device.name })
    .from(device)
    .where(eq(device.id, deviceId));
  await recordAudit(ctx, {
    action: "auth.blockPin",
    entity: "user",
    entityId: userId,
    after: { till: till?.name ?? null, until: blocks === "day" ? "next_day" : "soon" },
  });
}

async function findByPublicId(tx: ReadTx, publicId: UserId) {
  const { appUser, userRole } = tx.t;
  const rows = await tx.db
    .select({
      id: appUser.id,
      publicId: appUser.publicId,
      login: appUser.login,
      name: appUser.name,
      pinHash: appUser.pinHash,
      role: userRole.role,
    })
    .from(appUser)
    .innerJoin(userRole, eq(userRole.userId, appUser.id))
    .where(and(eq(appUser.publicId, publicId), eq(appUser.active, true)));
  const [first] = rows;
  if (first === undefined) return null;
  const { role: _role, ...account } = first;
  return { ...account, roles: rows.map(({ role }) => role) };
}

function peppered(pepper: Pepper, pin: string): string {
  return createHmac("sha256", pepper).update(pin).digest("base64url");
}

/** Tells which pepper a hash was made with, and nothing about it. */
function nameOf(pepper: Pepper): string {
  return createHash("sha256").update("pepper").update(pepper).digest("hex").slice(0, 12);
}
