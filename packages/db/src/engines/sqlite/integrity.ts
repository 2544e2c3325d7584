/** What is in a database file, read without any of our own code, for tests of interruptions. */
import { createHash } from "node:crypto";
import Database from "better-sqlite3";

/** What SQLite finds wrong in a whole file, indexes included; empty if nothing. */
export function integrityProblems(path: string): string[] {
  const database = new Database(path, { readonly: true });
  try {
    const found = database.prepare("PRAGMA integrity_check(5)").pluck().all().map(String);
    return found.filter((line) => line !== "ok");
  } finally {
    database.close();
  }
}

/** These name the file itself and when it was updated. */
const OF_THE_FILE = new Set(["file_stamp", "migration"]);
/** The documents of voids that an update makes get random ids. */
const RANDOM = new Set(["sale.public_id"]);

/** A hash of the rows of every table with its definition, by the name of the table. */
export function hashesOfTables(path: string): Record<string, string> {
  const database = new Database(path, { readonly: true });
  try {
    const tables = database
      .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .raw()
      .all() as [string, string][]; // safe because every table has both
    const kept = tables.filter(([name]) => !OF_THE_FILE.has(name));
    return Object.fromEntries(
      kept.map(([name, sql]) => [name, hashOfTable(database, { name, sql })]),
    );
  } finally {
    database.close();
  }
}

function hashOfTable(
  database: Database.Database,
  { name, sql }: { readonly name: string; readonly sql: string },
): string {
  const columns = database.prepare("SELECT name FROM pragma_table_info(?)").pluck().all(name);
  const compared = columns.filter((column) => !RANDOM.has(`${name}.${String(column)}`));
  const rows = database.prepare(`SELECT "${compared.join('", "')}" FROM "${name}"`).raw();
  const hash = createHash("sha256").update(sql);
  for (const row of rows.iterate()) hash.update(JSON.stringify(row));
  return hash.digest("hex");
}
