import { refuse } from "../errors/domain-error.ts";
import type { ReadCtx } from "./context.ts";

/** A device's clock may run a little ahead of the server's before it counts as wrong. */
const TOLERANCE_MS = 5 * 60_000;
export const DAY_MS = 24 * 3600_000;
/** Older than this, recording into the past needs the right to. */
const RECENT_MS = DAY_MS;
/** Older than this, and before the shop was set up, it is history. */
const MOST_BACK_MS = 366 * DAY_MS;
/** Nothing is older than the count of milliseconds. */
const FIRST_MOMENT = 0;

export function isoInstant(at: number): string {
  return new Date(at).toISOString();
}

export function isoInstantOrNull(at: number | null): string | null {
  return at === null ? null : isoInstant(at);
}

/** Whether a moment lies back further than two clocks may differ. */
export function isBackdated(ctx: ReadCtx, occurredAt: number): boolean {
  return occurredAt < ctx.now - TOLERANCE_MS;
}

/**
 * When it happened (UTC milliseconds): the device's clock where given, else now. Refuses the future (422) and, without
 * the right to backdate, anything older than a day (403). What lies before the shop was set up or more than a year
 * back is history, which needs a right of its own (422 `too_long_ago`). All at `occurredAt`.
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

/** The moment itself. Refuses 422 `happens_in_future` at `occurredAt`. */
export function notInFuture(ctx: ReadCtx, at: number): number {
  if (at > ctx.now + TOLERANCE_MS) throw refuse("happens_in_future", {}, "occurredAt");
  return at;
}

/** The moment itself. Refuses 422 `too_long_ago` at `path` where it lies before `earliest` by more than clocks differ. */
export function notBefore(earliest: number, at: number, path: string): number {
  if (at < earliest - TOLERANCE_MS)
    throw refuse("too_long_ago", { earliest: isoInstant(earliest) }, path);
  return at;
}
