/** What is in the archive of a shop, as backups of PostgreSQL are. */
import { DatabaseCounts } from "@daybook/contract/backups";
import { schemaVersionOf } from "@daybook/core/backups/database-facts";
import { BackupUnusable } from "@daybook/db/engines/sqlite/backup-file";
import type { DatabaseFacts } from "@daybook/db/engines/sqlite/backup-file";
import type { FileRow, FilledTable } from "@daybook/db/fill-store";
import { ArchiveRefused, openShopArchive } from "../exports/read-shop-archive.ts";
import type { ShopArchive } from "../exports/read-shop-archive.ts";

/** The tables that facts are read from; of all others the number of rows is enough. */
const TOLD_BY = ["shop", "device", "outbox_event", "closing", "sale"] as const;

/**
 * What is in the archive at `path`, after a check of every file against the manifest. Throws `BackupUnusable` if it is
 * not a sound archive of this or an earlier version of Daybook.
 */
export function inspectArchive(path: string): Promise<DatabaseFacts> {
  return readFacts(path, (archive) => archive.tables());
}

/** Reads only the tables that say which numbers are used; null if they cannot be read. */
export async function findArchiveFacts(path: string): Promise<DatabaseFacts | null> {
  try {
    return await readFacts(path, (archive) => archive.tables(TOLD_BY));
  } catch (error) {
    if (error instanceof BackupUnusable) return null;
    throw error;
  }
}

/** Runs `fn` on an archive. Throws `BackupUnusable` if it is damaged. */
export async function withArchive<T>(
  path: string,
  fn: (archive: ShopArchive) => Promise<T>,
): Promise<T> {
  try {
    const archive = await openShopArchive(path);
    try {
      return await fn(archive);
    } finally {
      archive.close();
    }
  } catch (error) {
    if (error instanceof ArchiveRefused) throw new BackupUnusable(error.problem, error.message);
    throw error;
  }
}

function readFacts(
  path: string,
  tablesOf: (archive: ShopArchive) => AsyncGenerator<FilledTable>,
): Promise<DatabaseFacts> {
  return withArchive(path, async (archive) => {
    const { schema, shop, tables } = archive.manifest;
    const schemaVersion = versionOf(schema);
    const rowsOf = new Map(tables.map(({ table, rows }) => [table, rows]));
    const told = new Told();
    for await (const table of tablesOf(archive))
      for await (const row of table.rows) told.add(table, row);
    const count = (table: string): number => rowsOf.get(table) ?? 0;
    return {
      schemaVersion,
      shopName: shop === "" ? null : shop,
      timeZone: told.last("shop", "time_zone"),
      lastSaleAt: numberOrNull(told.last("sale", "recorded_at")),
      counts: DatabaseCounts.parse({
        sales: count("sale"),
        products: count("product"),
        customers: count("customer"),
        movements: count("movement"),
      }),
      closings: count("closing"),
      lastSeal: told.last("closing", "hash") ?? "",
      prefixes: told.prefixes,
      closingSeries: Number(told.last("shop", "closing_series") ?? 1),
      lastChange: Number(told.last("outbox_event", "seq") ?? 0),
    };
  });
}

function versionOf(schema: string): number {
  try {
    return schemaVersionOf(schema);
  } catch (error) {
    throw new BackupUnusable("newer_version", String(error));
  }
}

const numberOrNull = (text: string | null): number | null => (text === null ? null : Number(text));

/** The last row of each table, which has the highest id, and the prefixes of all tills. */
class Told {
  readonly prefixes: string[] = [];
  readonly #last = new Map<string, { readonly table: FilledTable; readonly row: FileRow }>();

  add(table: FilledTable, row: FileRow): void {
    this.#last.set(table.name, { table, row });
    if (table.name === "device") this.prefixes.push(cell(table, row, "receipt_prefix") ?? "");
  }

  last(table: (typeof TOLD_BY)[number], column: string): string | null {
    const found = this.#last.get(table);
    return found === undefined ? null : cell(found.table, found.row, column);
  }
}

function cell({ columns }: FilledTable, row: FileRow, column: string): string | null {
  const value = row[columns.findIndex(({ name }) => name === column)];
  return typeof value === "string" ? value : null;
}
