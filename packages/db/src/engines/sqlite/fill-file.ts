import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import type { FileRow, FilledTable, FillOptions } from "../../fill-store.ts";
import { knownUpTo } from "../../migrate.ts";
import { StoreRefused } from "../../store-error.ts";
import type { FileType } from "../../table-files.ts";
import { refuseUnsafeVersion } from "./connection.ts";
import { makePrivate } from "./lock.ts";
import { migrateSqlite, tableNames } from "./migrate-sqlite.ts";
import { syncFolder } from "./opening.ts";
import { syncFile } from "./sync-file.ts";

/** Rows go to many places of the indexes: with the usual 2 MiB, SQLite would write and read most pages many times. */
const CACHE_KIB = 64 * 1024;

/** `fillStore` for a file: it gets its name only when it is complete. */
export async function fillFile(options: FillOptions, path: string): Promise<void> {
  if (existsSync(path))
    throw new StoreRefused(`There is a database at ${path} already; move it away first.`);
  // A computer without a shop may have no data folder yet.
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.new`;
  removeDraft(draft);
  try {
    await fillDraft(options, draft);
    makePrivate(draft);
    syncFile(draft);
    renameSync(draft, path);
    syncFolder(path);
  } finally {
    removeDraft(draft);
  }
}

async function fillDraft({ lastMigration, tables }: FillOptions, draft: string): Promise<void> {
  const database = new Database(draft);
  try {
    refuseUnsafeVersion(database);
    // Nobody reads a draft, and it is synced before it gets its name.
    database.pragma("synchronous = OFF");
    database.pragma(`cache_size = -${CACHE_KIB}`);
    const migrations = knownUpTo("sqlite", lastMigration);
    // Without triggers: they guard what a shop does today, and these rows have been accepted before.
    const step = { database, migrations, triggers: [], called: draft, now: Date.now() };
    migrateSqlite({ ...step, copy: () => null });
    database.pragma("foreign_keys = OFF");
    database.exec("BEGIN IMMEDIATE");
    emptyTables(database);
    for await (const table of tables) await fillTable(database, table);
    const [broken] = database.prepare("PRAGMA foreign_key_check").all();
    if (broken !== undefined) throw new StoreRefused("Rows of the file refer to missing rows.");
    database.exec("COMMIT");
  } finally {
    database.close();
  }
}

/** Migrations insert rows, such as the payment methods, which the files contain as the shop has them. */
function emptyTables(database: Database.Database): void {
  for (const name of tableNames(database))
    if (name !== "migration") database.exec(`DELETE FROM "${name}"`);
}

async function fillTable(
  database: Database.Database,
  { name, columns, rows }: FilledTable,
): Promise<void> {
  const names = columns.map((column) => `"${column.name}"`).join(", ");
  const marks = columns.map(() => "?").join(", ");
  const insert = database.prepare(`INSERT INTO "${name}" (${names}) VALUES (${marks})`);
  const types = columns.map(({ type }) => type);
  for await (const row of rows) insert.run(bound(row, types));
}

/** The column turns the digits of an integer into a number; a JavaScript number would be bound as REAL. */
function bound(row: FileRow, types: readonly FileType[]): (string | bigint | Buffer | null)[] {
  return row.map((value, index) =>
    value !== null && types[index] === "boolean" ? BigInt(value === "true") : value,
  );
}

function removeDraft(draft: string): void {
  for (const file of [draft, `${draft}-journal`]) rmSync(file, { force: true });
}
