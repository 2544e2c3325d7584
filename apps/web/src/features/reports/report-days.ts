import { daysOf } from "../../lib/day-presets.ts";
import type { Days } from "../../lib/day-presets.ts";

/**
 * The days of a report. Without days in the address, the last 30; with one end only, the report ends or starts today,
 * and reversed ends are swapped.
 */
export function reportDays(
  search: { readonly from?: string | undefined; readonly to?: string | undefined },
  today: string,
): Days {
  if (search.from === undefined && search.to === undefined) return daysOf("last30", today);
  const to = search.to ?? today;
  const from = search.from ?? to;
  return from <= to ? { from, to } : { from: to, to: from };
}
