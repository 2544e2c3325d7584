import { daysOf } from "../../lib/day-presets.ts";
import type { Days } from "../../lib/day-presets.ts";

/**
 * The days a report is of. An address without days means the last 30; with one end only, the report goes from or to
 * today, and ends the wrong way round are turned.
 */
export function reportDays(
  asked: { readonly from?: string | undefined; readonly to?: string | undefined },
  today: string,
): Days {
  if (asked.from === undefined && asked.to === undefined) return daysOf("last30", today);
  const to = asked.to ?? today;
  const from = asked.from ?? to;
  return from <= to ? { from, to } : { from: to, to: from };
}
