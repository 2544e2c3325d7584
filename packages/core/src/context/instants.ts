import { refuse } from "../errors/domain-error.ts";
import type { ReadCtx } from "./context.ts";

/** The tolerated difference between the clocks of device and server. */
const TOLERANCE_MS = 5 * 60_000;
export const DAY_MS = 24 * 3600_000;
/** How long a till may be offline before it sends what it did then. */
export const MOST_AWAY_MS = 7 * DAY_MS;
/** Recording an event older than this needs a permission. */
const RECENT_MS = DAY_MS;
/** Events older than this, or before the shop was set up, are history. */
const MOST_BACK_MS = 366 * DAY_MS;
/** The lowest valid time. */
const FIRST_MOMENT = 0;

export function isoInstant(at: number): string {
  return new Date(at).toISOString();
}

export function isoInstantOrNull(at: number | null): string | null {
  return at === null ? null : isoInstant(at);
}

/** Whether a time is further in the past than the tolerated clock difference. */
export function isBackdated(ctx: ReadCtx, occurredAt: number): boolean {
  return occurredAt < ctx.now - TOLERANCE_MS;
}

/**
 * The time of an event (UTC milliseconds): the time of the device if given, else now. Refuses the future (422) and,
 * without the permission to backdate, anything older than a day (403). Events before the shop was set up or more than a
 * year ago are history and need a separate permission (422 `too_long_ago`). All at `occurredAt`.
 */
export function occurrence(
  ctx: ReadCtx,
  shop: { readonly setUpAt: number },
  occurredAt: string | undefined,
): number {
  if (occurredAt === undefined) return ctx.now;
  const at = notInFuture(ctx, Date.parse(occurredAt));
  const { permissions } = ctx.actor;
  if (at < ctx.now - RECENT_MS && !permissions.has("documents.backdate"))
    throw refuse("forbidden", { permission: "documents.backdate" }, "occurredAt");
  const earliest = permissions.has("documents.history")
    ? FIRST_MOMENT
    : Math.max(shop.setUpAt, ctx.now - MOST_BACK_MS);
  return notBefore(earliest, at, "occurredAt");
}

/** Parses the time. Refuses 422 `happens_in_future` at `occurredAt`. */
export function notInFuture(ctx: ReadCtx, at: number): number {
  if (at > ctx.now + TOLERANCE_MS) throw refuse("happens_in_future", {}, "occurredAt");
  return at;
}

/**
 * Parses the time. Refuses 422 `too_long_ago` at `path` if it is before `earliest` by more than the tolerated clock
 * difference.
 */
export function notBefore(earliest: number, at: number, path: string): number {
  if (at < earliest - TOLERANCE_MS)
    throw refuse("too_long_ago", { earliest: isoInstant(earliest) }, path);
  return at;
}
