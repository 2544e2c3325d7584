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
