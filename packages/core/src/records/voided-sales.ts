import { and, eq, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Tables } from "@daybook/db/types";

const VOIDED = "voided";

/** The voids of sales, to join with `isVoidOf`. */
export function voidsOf(t: Tables) {
  return alias(t.sale, VOIDED);
}

/** Joins a sale with its void, if it has one. */
export function isVoidOf(t: Tables, voids: ReturnType<typeof voidsOf>): SQL | undefined {
  return and(eq(voids.originSaleId, t.sale.id), eq(voids.kind, "void"));
}

/** The state of a document: a sale is voided if a void names it. */
export function statusOf(voids: ReturnType<typeof voidsOf>): SQL<"completed" | "voided"> {
  return sql<
    "completed" | "voided"
  >`CASE WHEN ${voids.id} IS NULL THEN 'completed' ELSE 'voided' END`;
}

/** Whether this sale is voided, for a condition. */
export function isVoided(t: Tables): SQL {
  const voids = voidsOf(t);
  return sql`EXISTS (SELECT 1 FROM ${t.sale} ${sql.identifier(VOIDED)} WHERE ${isVoidOf(t, voids)})`;
}
