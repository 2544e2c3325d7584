import type { Column } from "drizzle-orm";
import { shownMinor } from "@daybook/contract/money";
import { shownMilli } from "@daybook/contract/quantity";

/**
 * Reads a sum of this column, for `mapWith`. Writes keep the sums exact (`sum-bounds.ts`); books with rows from before
 * they did are shown up to the bound, instead of no page at all.
 */
export function shownSum<C extends Column>(column: C): (value: unknown) => C["_"]["data"] {
  const bounded = column.name.endsWith("_milli") ? shownMilli : shownMinor;
  return (value) => bounded(Number(value));
}
