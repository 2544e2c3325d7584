/** Which rows of closed years an archive has. */
import { getTableName } from "drizzle-orm";
import { tables } from "./schema/tables.ts";
import type { Tables } from "./types.ts";

/**
 * The tables with rows that move to the archive: they grow with every sale, and no later record refers to such a row.
 * Sales with their lines and payments stay, because a return refers to them however late it is.
 */
export const ARCHIVED = [
  "auditEntry",
  "movement",
  "tillEvent",
] as const satisfies readonly (keyof Tables)[];

export type ArchivedKey = (typeof ARCHIVED)[number];

/** The names of those tables in the database. */
export const ARCHIVED_TABLES: readonly string[] = ARCHIVED.map((key) => getTableName(tables[key]));

/** Where the archive ends. */
export interface ArchiveLimit {
  /** The first business day that stays: `2024-01-01`. */
  readonly beforeDate: string;
  /** The first instant of that day, in UTC milliseconds. */
  readonly before: number;
}

/** Rows by the name of their table. */
export type RowCounts = Readonly<Record<string, number>>;

/**
 * The condition of the rows of `table` that move, for either engine. Only movements of sales and returns: those of stock
 * documents may be reversed years later, while a sale is voided on its own day or never. The newest row always stays,
 * because SQLite gives the next row the id after it.
 */
export function rowsBefore(
  key: ArchivedKey,
  limit: ArchiveLimit,
  table = `"${getTableName(tables[key])}"`,
): string {
  const newest = `(SELECT id FROM ${table} ORDER BY id DESC LIMIT 1)`;
  return `${isBefore(key, limit)} AND id < ${newest}`;
}

function isBefore(key: ArchivedKey, { beforeDate, before }: ArchiveLimit): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(beforeDate) || !Number.isSafeInteger(before))
    throw new Error(`${beforeDate} is no business day`);
  switch (key) {
    case "auditEntry":
      return `at < ${before}`;
    case "movement":
      return `doc_type = 'sale' AND business_date < '${beforeDate}'`;
    case "tillEvent":
      return `business_date < '${beforeDate}'`;
  }
}
