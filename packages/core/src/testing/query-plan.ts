import { sql } from "drizzle-orm";
import type { ReadCtx } from "../context/context.ts";

/** How SQLite goes about a statement, step by step. Ask a shop that is on SQLite. */
export async function queryPlan(
  ctx: ReadCtx,
  query: { toSQL(): { readonly sql: string } },
): Promise<string[]> {
  const text = query.toSQL().sql.replaceAll("?", "1");
  const rows = await ctx.db.values(sql.raw(`EXPLAIN QUERY PLAN ${text}`));
  return rows.map((row) => String(row[3]));
}
