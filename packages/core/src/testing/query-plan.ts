import { sql } from "drizzle-orm";
import type { ReadCtx } from "../context/context.ts";

/**
 * The steps of SQLite's plan for a statement. Only a shop on SQLite has one. The values stay bound: with literals in
 * their place SQLite chooses another plan, because it then knows the limit.
 */
export async function queryPlan(
  ctx: ReadCtx,
  query: { toSQL(): { readonly sql: string } },
): Promise<string[]> {
  const parts = `EXPLAIN QUERY PLAN ${query.toSQL().sql}`.split("?").map((text) => sql.raw(text));
  const rows = await ctx.db.values(sql.join(parts, sql`${1}`));
  return rows.map((row) => String(row[3]));
}
