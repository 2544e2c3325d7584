/** Sums of daily figures, whose rows are those of sales, of returns or of voids. */
import { sql } from "drizzle-orm";
import type { Column, SQL } from "drizzle-orm";
import { shownSum } from "./shown-sum.ts";

/** What was sold, without voided sales; 0 for no rows. */
export function soldSum<C extends Column>(kind: Column, column: C): SQL<C["_"]["data"]> {
  return sum(
    column,
    sql`CASE ${kind} WHEN 'sale' THEN ${column} WHEN 'void' THEN -${column} ELSE 0 END`,
  );
}

/** What came back by returns; 0 for no rows. */
export function returnedSum<C extends Column>(kind: Column, column: C): SQL<C["_"]["data"]> {
  return sum(column, sql`CASE ${kind} WHEN 'return' THEN ${column} ELSE 0 END`);
}

/** What voids took back; 0 for no rows. */
export function voidedSum<C extends Column>(kind: Column, column: C): SQL<C["_"]["data"]> {
  return sum(column, sql`CASE ${kind} WHEN 'void' THEN ${column} ELSE 0 END`);
}

/** What was sold less what came back, without voided sales, of a column or of one less another; 0 for no rows. */
export function netSum<C extends Column>(
  kind: Column,
  column: C,
  less?: Column,
): SQL<C["_"]["data"]> {
  const value = less === undefined ? sql`${column}` : sql`(${column} - ${less})`;
  return sum(column, sql`CASE ${kind} WHEN 'sale' THEN ${value} ELSE -${value} END`);
}

function sum<C extends Column>(column: C, value: SQL): SQL<C["_"]["data"]> {
  return sql`coalesce(sum(${value}), 0)`.mapWith(shownSum(column));
}
