/** The archive of closed years: a second file next to the database, written once and only read from then on. */
import { createHash } from "node:crypto";
import { chmodSync, createReadStream, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import Database from "better-sqlite3";
import { getTableName } from "drizzle-orm";
import { ARCHIVED, rowsBefore } from "../../archived-rows.ts";
import type { ArchivedKey, ArchiveLimit, RowCounts } from "../../archived-rows.ts";
import { tables } from "../../schema/tables.ts";
import { ARCHIVE, archiveOf, columnsOf } from "./archive-views.ts";
import type { ArchiveFile } from "./archive-views.ts";
import { APPLICATION_ID } from "./connection.ts";
import { makePrivate } from "./lock.ts";
import { syncFolder } from "./opening.ts";
import { syncFile } from "./sync-file.ts";

/**
 * Writes the archive of the database at `path`: the rows of the present one and those before the limit, compared with
 * the originals. It gets its name, which has its hash, when it is complete and on disk.
 */
export function writeArchiveFile(
  path: string,
  limit: ArchiveLimit,
): Promise<WrittenFile & { readonly moved: RowCounts }> {
  return written(path, (part) => {
    const rowsOf = (key: ArchivedKey, name: string) => rowsBefore(key, limit, `live."${name}"`);
    return { moved: fillArchive({ path, part, rowsOf, kept: () => "true" }) };
  });
}

/** Writes the present archive again, without the entries of the audit log before this moment. */
export function writePurgedFile(path: string, before: number): Promise<WrittenFile> {
  return written(path, (part) => {
    const kept = (key: ArchivedKey) => (key === "auditEntry" ? `at >= ${before}` : "true");
    fillArchive({ path, part, rowsOf: () => "false", kept });
    return {};
  });
}

type WrittenFile = Omit<ArchiveFile, "counts">;

/** Gives a file that `fill` has filled its name and makes it durable. */
async function written<T extends object>(
  path: string,
  fill: (part: string) => T,
): Promise<WrittenFile & T> {
  const folder = dirname(path);
  const part = join(folder, "archive.part");
  rmSync(part, { force: true });
  try {
    const filled = fill(part);
    makePrivate(part);
    syncFile(part);
    const sha256 = await hashOfFile(part);
    const fileName = `archive-${sha256.slice(0, 16)}.db`;
    const sizeBytes = statSync(part).size;
    // The same rows may have been archived before.
    const target = join(folder, fileName);
    rmSync(target, { force: true });
    renameSync(part, target);
    chmodSync(target, 0o400);
    syncFolder(path);
    return { fileName, sha256, sizeBytes, ...filled };
  } finally {
    for (const end of ["", "-journal"]) rmSync(`${part}${end}`, { force: true });
  }
}

/** Returns the rows of the live tables that were copied. */
function fillArchive(order: {
  readonly path: string;
  readonly part: string;
  /** The condition of the live rows that move. */
  readonly rowsOf: (key: ArchivedKey, name: string) => string;
  /** The condition of the rows of the present archive that stay. */
  readonly kept: (key: ArchivedKey) => string;
}): RowCounts {
  const { path, part, rowsOf, kept } = order;
  const database = new Database(part);
  try {
    database.pragma("foreign_keys = OFF");
    database.pragma(`application_id = ${APPLICATION_ID}`);
    database.prepare("ATTACH ? AS live").run(path);
    const present = presentArchive(database, dirname(path));
    const counts = ARCHIVED.map((key) => {
      const name = getTableName(tables[key]);
      const conditions = { rows: rowsOf(key, name), kept: present ? kept(key) : null };
      return [name, copyTable(database, { name, ...conditions })] as const;
    });
    const result = String(database.prepare("PRAGMA main.quick_check(1)").pluck().get());
    if (result !== "ok") throw new Error(`the archive is damaged: ${result}`);
    return Object.fromEntries(counts);
  } finally {
    database.close();
  }
}

/** Attaches the present archive of the live database, if it has one. */
function presentArchive(database: Database.Database, folder: string): boolean {
  const row: unknown = database.prepare("SELECT file_name FROM live.record_archive").pluck().get();
  if (typeof row !== "string") return false;
  database.prepare(`ATTACH ? AS ${ARCHIVE}`).run(join(folder, row));
  return true;
}

/** Copies the archived rows of one table with its definition. Returns those that come from the live table. */
function copyTable(
  database: Database.Database,
  table: { readonly name: string; readonly rows: string; readonly kept: string | null },
): number {
  const { name, rows, kept } = table;
  const definitions = database
    .prepare(
      "SELECT sql FROM live.sqlite_schema WHERE tbl_name = ? AND type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type DESC",
    )
    .pluck()
    .all(name);
  for (const definition of definitions) database.exec(String(definition));
  const columns = columnsOf(database, name);
  const moving = `SELECT ${columns} FROM live."${name}" WHERE ${rows}`;
  const copy = (select: string) => `INSERT INTO main."${name}" (${columns}) ${select}`;
  if (kept !== null)
    database.exec(copy(`SELECT ${columns} FROM ${ARCHIVE}."${name}" WHERE ${kept}`));
  const { changes } = database.prepare(copy(moving)).run();
  const missing = database
    .prepare(`SELECT count(*) FROM (${moving} EXCEPT SELECT ${columns} FROM main."${name}")`)
    .pluck()
    .get();
  if (missing !== 0) throw new Error(`the archive lacks rows of ${name}`);
  return changes;
}

/** The archive that the database at `path` records; null if it has none. */
export function archiveIn(path: string): ArchiveFile | null {
  const database = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return archiveOf(database);
  } finally {
    database.close();
  }
}

/** Removes an archive whose records are in a newer one or in the database again. */
export function removeArchive(path: string, { fileName }: ArchiveFile): void {
  // Where another program has it open, it stays, and nobody needs it.
  rmSync(join(dirname(path), fileName), { force: true, maxRetries: 3 });
}

/** The SHA-256 of a file. */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
