/** Limits for the sums of figures and stock, so every report stays exact. */
import { getTableColumns, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";

/** No row of a projection grows beyond this, in minor units or thousandths. */
export const MOST_IN_ROW = 1e15;

/** Above this, a row is large enough to check the total of the whole table. Normal trade never reaches it. */
const LARGE_ROW = 1e12;

/**
 * The limit for the whole table once a row is large. It leaves the same amount below 2^53 for rows that are not large
 * and therefore not checked: more than four thousand of them, each just below `LARGE_ROW`.
 */
const MOST_IN_TABLE = 4.5e15;

type Sums = Readonly<Record<string, number>>;

export function isLargeRow(row: Sums): boolean {
  return Object.values(row).some((value) => Math.abs(value) > LARGE_ROW);
}

/**
 * Adds up the columns of `row` over the whole table; refuses 422 `too_large` if a sum exceeds the limit of the reports.
 */
export async function refuseTooLargeShop(
  ctx: WriteCtx,
  table: SQLiteTable,
  row: Sums,
): Promise<void> {
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => key in row);
  const fields = Object.fromEntries(
    columns.map(([key, column]) => [key, sql`coalesce(sum(${column}), 0)`.mapWith(Number)]),
  );
  const [sums] = await ctx.db.select(fields).from(table);
  const isTooLarge = Object.values(sums ?? {}).some((sum) => Math.abs(Number(sum)) > MOST_IN_TABLE);
  if (isTooLarge) throw refuse("too_large", {});
}
