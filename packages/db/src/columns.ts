/**
 * Column builders for consistent ids, instants, money and quantities.
 *
 * Integer primary keys have no AUTOINCREMENT on SQLite (it costs a second write per row, and append-only tables never
 * reuse an id); on PostgreSQL every integer column called `id` or `seq` becomes an identity.
 */
import { sql } from "drizzle-orm";
import { check, integer, text } from "drizzle-orm/sqlite-core";
import type { AnySQLiteColumn, CheckBuilder } from "drizzle-orm/sqlite-core";
import type { Milli } from "@daybook/contract/quantity";
import type { Minor } from "@daybook/contract/money";

/** Internal key: never leaves `core`. */
export const id = () => integer("id").primaryKey();

/** Public key: a UUIDv7 as text on both engines. */
export const publicId = <Id extends string = string>() =>
  text("public_id").$type<Id>().notNull().unique();

/** Money: integer minor units of the shop's currency. */
export const money = (name: string) => integer(name).$type<Minor>();

/** Quantity: integer thousandths of the product's base unit. */
export const quantity = (name: string) => integer(name).$type<Milli>();

/** Instant: UTC milliseconds. */
export const instant = (name: string) => integer(name);

/** A boolean column. */
export const flag = (name: string) => integer(name, { mode: "boolean" });

/**
 * CHECK that each column is a whole number. The driver binds every JavaScript number as REAL, so without this an
 * INTEGER column would store 666.67.
 */
export function wholeNumbers(table: string, columns: readonly AnySQLiteColumn[]): CheckBuilder[] {
  return columns.map((column) =>
    check(`${table}_${column.name}_whole`, sql`${column} = CAST(${column} AS BIGINT)`),
  );
}
