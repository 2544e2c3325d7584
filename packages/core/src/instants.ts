import { refuse } from "./domain-error.ts";
import type { ReadCtx } from "./context.ts";

/** A device's clock may run a little ahead of the server's before it counts as wrong. */
const TOLERANCE_MS = 5 * 60_000;
/** Older than this, recording into the past needs the right to. */
const RECENT_MS = 24 * 3600_000;

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

/** Whether everybody may record this moment, as a till does that was away; older ones need the right to backdate. */
export function isRecent(ctx: ReadCtx, occurredAt: number): boolean {
  return occurredAt >= ctx.now - RECENT_MS;
}

/**
 * When it happened (UTC milliseconds): the device's clock where given, else now. Refuses the future (422) and, without
 * the right to backdate, anything older than a day (403), both at `occurredAt`.
 */
export function occurrence(ctx: ReadCtx, occurredAt: string | undefined): number {
  if (occurredAt === undefined) return ctx.now;
  const at = Date.parse(occurredAt);
  if (at > ctx.now + TOLERANCE_MS) throw refuse("happens_in_future", {}, "occurredAt");
  if (at < ctx.now - RECENT_MS && !ctx.actor.permissions.has("documents.backdate")) {
    throw refuse("forbidden", { permission: "documents.backdate" }, "occurredAt");
  }
  return at;
}
