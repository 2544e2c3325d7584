import { eq, inArray, sql } from "drizzle-orm";
import { identityKey } from "@daybook/contract/fold";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { prefixPattern } from "../lists/like-pattern.ts";
import { lockShop } from "../writes/lock-shop.ts";
import { networkOf } from "./network-of.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** The number of attempts without a delay; each further one doubles it, from a second to 15 minutes. */
const FREE_ATTEMPTS = 5;
const LONGEST_WAIT = 15 * MINUTE;
const PER_NETWORK_AND_MINUTE = 30;
/**
 * After this many failures from unknown sources in a day, further unknown sources are delayed, but never refused for
 * it.
 */
const UNKNOWN_PER_ACCOUNT_AND_DAY = 100;
const UNKNOWN_WAIT = 5 * SECOND;

/** A wrong PIN costs more than a wrong password: there are few of them. */
const PIN_WAIT = 30 * SECOND;
/** Of a till, and of a person at all tills together. */
const PINS_PER_DAY = 20;

/**
 * The source and the target of an attempt. `login` is null for a wrong API key. Known sources (an open session of this
 * user, a browser they have used before) are counted separately: attempts by others on an account, or from the same
 * network, never lock its user out.
 */
export interface Attempt {
  readonly login: string | null;
  readonly address: string;
  /** The known session or browser; null for an unknown source. */
  readonly knownAs: string | null;
}

interface Row {
  readonly key: string;
  readonly failures: number;
  readonly windowStartedAt: number;
  readonly blockedUntil: number;
}

/** One way of counting: the length of a window and the block for a number of failures. */
interface Rule {
  readonly key: string;
  readonly windowMs: number;
  readonly blockedUntil: (failures: number, windowStartedAt: number, now: number) => number;
}

/**
 * Counts an attempt as failed before its password is checked, so concurrent attempts cannot bypass the limit and a
 * restart loses nothing. Returns the delay of the answer in milliseconds. Refuses 429 `too_many_attempts` if a limit is
 * reached; refused attempts are not counted.
 */
export async function countAttempt(ctx: WriteCtx, attempt: Attempt): Promise<number> {
  const rules = rulesFor(attempt);
  // Attempts are serialized here; otherwise concurrent ones would all read the same count.
  await lockShop(ctx);
  const rows = await rowsOf(ctx, rules);
  refuseWhileBlocked(rows, ctx.now);
  const counts = await count(ctx, rules, rows);
  const ofAccount = attempt.login === null ? undefined : counts.get(accountKey(attempt.login));
  return (ofAccount ?? 0) > UNKNOWN_PER_ACCOUNT_AND_DAY ? UNKNOWN_WAIT : 0;
}

/** A person and a till at which their PIN is entered. */
export interface PinAttemptAt {
  readonly userId: string;
  readonly deviceId: number;
}

/**
 * Counts a PIN as wrong before it is checked: per person and till, per person at all tills, and per till. Refuses 429
 * `too_many_attempts`, and 403 `pin_blocked` if the person or the till has had too many in a day; refused attempts are
 * not counted. Returns what the attempt blocks, if it is wrong.
 */
export async function countPinAttempt(
  ctx: WriteCtx,
  attempt: PinAttemptAt,
): Promise<"pause" | "day" | null> {
  const ofDay = [pinsKey(attempt.deviceId), pinsKey(attempt.userId)];
  const rules = [personPin(attempt), ...ofDay.map(pinsOfDay)];
  await lockShop(ctx);
  const rows = await rowsOf(ctx, rules);
  if (rows.some(({ key, blockedUntil }) => ofDay.includes(key) && blockedUntil > ctx.now))
    throw refuse("pin_blocked", {});
  refuseWhileBlocked(rows, ctx.now);
  const counts = await count(ctx, rules, rows);
  if (ofDay.some((key) => (counts.get(key) ?? 0) >= PINS_PER_DAY)) return "day";
  return (counts.get(personPin(attempt).key) ?? 0) >= FREE_ATTEMPTS ? "pause" : null;
}

/** Uncounts a PIN that was right. */
export async function resetPinAttempt(ctx: WriteCtx, attempt: PinAttemptAt): Promise<void> {
  const t = ctx.t.signInThrottle;
  await ctx.db.delete(t).where(eq(t.key, personPin(attempt).key));
  for (const one of [attempt.deviceId, attempt.userId]) await uncountOne(ctx, pinsKey(one));
}

/**
 * Forgets the wrong PINs of a person, who has just given their password, and of the till where they did. Those of other
 * people stay counted.
 */
export async function resetPins(
  ctx: WriteCtx,
  { userId, deviceId }: { readonly userId: string; readonly deviceId: number | null },
): Promise<void> {
  const t = ctx.t.signInThrottle;
  const keys = [pinsKey(userId), ...(deviceId === null ? [] : [pinsKey(deviceId)])];
  await ctx.db.delete(t).where(inArray(t.key, keys));
  const atAnyTill = prefixPattern(`pin ${userId} `);
  await ctx.db.delete(t).where(sql`${t.key} LIKE ${atAnyTill} ESCAPE '\\'`);
}

/** The wrong PINs of a day: of a till by its row id, of a person by their public id. */
const pinsKey = (of: number | string) => `pins ${of}`;

function personPin({ userId, deviceId }: PinAttemptAt): Rule {
  const blockedUntil = (failures: number, _start: number, now: number) =>
    doublingFrom(PIN_WAIT, failures, now);
  return { key: `pin ${userId} ${deviceId}`, windowMs: DAY, blockedUntil };
}

function pinsOfDay(key: string): Rule {
  const blockedUntil = (failures: number, start: number) =>
    failures >= PINS_PER_DAY ? start + DAY : 0;
  return { key, windowMs: DAY, blockedUntil };
}

/** Adds one failure to each rule; the new counts by key. */
async function count(
  ctx: WriteCtx,
  rules: readonly Rule[],
  rows: readonly Row[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const rule of rules) {
    const known = rows.find((row) => row.key === rule.key);
    const stale =
      known === undefined ||
      ctx.now >= Math.max(known.windowStartedAt + rule.windowMs, known.blockedUntil);
    const windowStartedAt = stale ? ctx.now : known.windowStartedAt;
    const failures = stale ? 1 : known.failures + 1;
    const next = {
      failures,
      windowStartedAt,
      blockedUntil: rule.blockedUntil(failures, windowStartedAt, ctx.now),
    };
    await ctx.db
      .insert(ctx.t.signInThrottle)
      .values({ key: rule.key, ...next })
      .onConflictDoUpdate({ target: ctx.t.signInThrottle.key, set: next });
    counts.set(rule.key, failures);
  }
  return counts;
}

/** Uncounts an attempt that succeeded: resets the account, and reduces the count of the network by one. */
export async function resetAttempt(ctx: WriteCtx, attempt: Attempt): Promise<void> {
  const t = ctx.t.signInThrottle;
  const login = attempt.login ?? "";
  const known = attempt.knownAs === null ? [] : [knownKey(attempt.knownAs)];
  const deleted = [accountKey(login), bothKey(login, attempt.address), ...known];
  await ctx.db.delete(t).where(inArray(t.key, deleted));
  if (attempt.knownAs === null) await uncountOne(ctx, networkKey(attempt.address));
}

async function uncountOne(ctx: WriteCtx, key: string): Promise<void> {
  const t = ctx.t.signInThrottle;
  await ctx.db
    .update(t)
    .set({
      failures: sql`case when ${t.failures} > 0 then ${t.failures} - 1 else 0 end`,
      blockedUntil: 0,
    })
    .where(eq(t.key, key));
}

/** Removes all limits of an account, from any source: its owner has authenticated in another way. */
export async function resetAccount(ctx: WriteCtx, login: string): Promise<void> {
  const t = ctx.t.signInThrottle;
  const anywhere = prefixPattern(`both ${identityKey(login)} `);
  await ctx.db
    .delete(t)
    .where(sql`${t.key} = ${accountKey(login)} OR ${t.key} LIKE ${anywhere} ESCAPE '\\'`);
}

/** Deletes counters that are no longer needed. Returns their number. */
export async function forgetOldAttempts(ctx: WriteCtx): Promise<number> {
  const t = ctx.t.signInThrottle;
  const deleted = await ctx.db
    .delete(t)
    .where(sql`${t.windowStartedAt} < ${ctx.now - 2 * DAY} and ${t.blockedUntil} < ${ctx.now}`)
    .returning({ key: t.key });
  return deleted.length;
}

const accountKey = (login: string) => `account ${identityKey(login)}`;
const networkKey = (address: string) => `address ${networkOf(address)}`;
const bothKey = (login: string, address: string) =>
  `both ${identityKey(login)} ${networkOf(address)}`;
const knownKey = (knownAs: string) => `known ${knownAs}`;

function rulesFor({ login, address, knownAs }: Attempt): Rule[] {
  if (knownAs !== null)
    return [{ key: knownKey(knownAs), windowMs: DAY, blockedUntil: doublingWait }];
  const network: Rule = {
    key: networkKey(address),
    windowMs: MINUTE,
    blockedUntil: (failures, start) => (failures >= PER_NETWORK_AND_MINUTE ? start + MINUTE : 0),
  };
  if (login === null) return [network];
  return [
    network,
    { key: bothKey(login, address), windowMs: DAY, blockedUntil: doublingWait },
    { key: accountKey(login), windowMs: DAY, blockedUntil: () => 0 },
  ];
}

function doublingWait(failures: number, _windowStartedAt: number, now: number): number {
  return doublingFrom(SECOND, failures, now);
}

function doublingFrom(firstMs: number, failures: number, now: number): number {
  if (failures < FREE_ATTEMPTS) return 0;
  return now + Math.min(firstMs * 2 ** Math.min(failures - FREE_ATTEMPTS, 20), LONGEST_WAIT);
}

function rowsOf(ctx: ReadCtx, rules: readonly Rule[]): Promise<Row[]> {
  const t = ctx.t.signInThrottle;
  const keys = rules.map((rule) => rule.key);
  return ctx.db.select().from(t).where(inArray(t.key, keys));
}

function refuseWhileBlocked(rows: readonly Row[], now: number): void {
  const until = Math.max(0, ...rows.map((row) => row.blockedUntil));
  if (until <= now) return;
  throw refuse("too_many_attempts", { retryAfterSeconds: Math.ceil((until - now) / SECOND) });
}
