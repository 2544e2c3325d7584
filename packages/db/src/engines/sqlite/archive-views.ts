/** The archive of closed years as a connection sees it. */
import { statSync } from "node:fs";
import { join } from "node:path";
import type Database from "better-sqlite3";
import { ARCHIVED_TABLES } from "../../archived-rows.ts";
import type { RowCounts } from "../../archived-rows.ts";
import { StoreRefused } from "../../store-error.ts";

/** The file of the current archive, as the database records it. */
export interface ArchiveFile {
  readonly fileName: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** The rows of each table in it. */
  readonly counts: RowCounts;
}

/** The archive is attached under this name. */
export const ARCHIVE = "archive";

/** The file that a database records as its archive; null if all records are in the database. */
export function archiveOf(database: Database.Database): ArchiveFile | null {
  const exists = database
    .prepare("SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = 'record_archive'")
    .get();
  if (exists === undefined) return null;
  const row: unknown = database
    .prepare(
      "SELECT file_name AS fileName, sha256, size_bytes AS sizeBytes, counts FROM main.record_archive",
    )
    .get();
  if (row === undefined) return null;
  // safe because the columns are NOT NULL in a STRICT table
  const { counts, ...file } = row as Omit<ArchiveFile, "counts"> & { readonly counts: string };
  // safe because `record_archive` is written by `moveToArchive` alone
  return { ...file, counts: JSON.parse(counts) as RowCounts };
}

/**
 * Attaches the archive of a database, whose file nobody may write, without the views. Returns false if there is none. Throws
 * `StoreRefused` if its file is missing or is another one.
 */
export function attachArchive(database: Database.Database, folder: string): boolean {
  const archive = archiveOf(database);
  if (archive === null) return false;
  const path = join(folder, archive.fileName);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.size !== archive.sizeBytes)
    throw new StoreRefused(
      `The archive with the records of earlier years, ${path}, is ${found === undefined ? "missing" : "damaged"}; ` +
        "put the right file back, or restore a backup, which contains these records.",
    );
  database.prepare(`ATTACH ? AS ${ARCHIVE}`).run(path);
  return true;
}

/**
 * Lets every SELECT of a connection read the archived rows too: temporary views named like the tables come first when
 * SQLite looks up a name. Returns the names that a statement which writes must qualify; null without an archive.
 */
export function readThroughArchive(
  database: Database.Database,
  folder: string,
): ReadonlySet<string> | null {
  if (!attachArchive(database, folder)) return null;
  for (const name of ARCHIVED_TABLES) {
    const columns = columnsOf(database, name);
    database.exec(
      `CREATE TEMP VIEW "${name}" AS SELECT ${columns} FROM main."${name}" ` +
        `UNION ALL SELECT ${columns} FROM ${ARCHIVE}."${name}"`,
    );
  }
  return new Set(ARCHIVED_TABLES);
}

/** The columns of a table in the order of its definition. */
export function columnsOf(database: Database.Database, table: string): string {
  const names = database
    .prepare("SELECT name FROM pragma_table_info(?, 'main')")
    .pluck()
    .all(table);
  return names.map((name) => `"${String(name)}"`).join(", ");
}
