import type { Column } from "drizzle-orm";
import { minor, shownMinor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { shownMilli } from "@daybook/contract/quantity";

/**
 * Decodes a sum of this column, for `mapWith`. Writes keep the sums exact (`sum-bounds.ts`); data from before those
 * limits is capped for display, so pages do not fail.
 */
export function shownSum<C extends Column>(column: C): (value: unknown) => C["_"]["data"] {
  const bounded = column.name.endsWith("_milli") ? shownMilli : shownMinor;
  return (value) => bounded(Number(value));
}

/** Decodes an exact sum of one document or session, for `mapWith`: the driver returns text on PostgreSQL. */
export function exactSum(sum: unknown): Minor {
  return minor(Number(sum));
}
