import { is, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";

/**
 * A table without its archived rows, in the FROM of a query that can only find rows that are never archived. Reading
 * both would be right too, but SQLite has no index over both for a sorted subquery.
 */
export function liveRows(table: SQLiteTable): SQL {
  return is(table, SQLiteTable) ? sql`main.${table}` : sql`ONLY ${table}`;
}
