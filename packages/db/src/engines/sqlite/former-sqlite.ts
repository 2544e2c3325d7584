import type Database from "better-sqlite3";
import { readMigrations, upTo } from "../../migrate.ts";
import { connectMemory } from "./connection.ts";
import type { Connection } from "./connection.ts";
import { migrateSqlite } from "./migrate-sqlite.ts";
import { sqliteTriggers } from "./triggers.ts";

/** Rows by table and column, with JSON columns as values and flags as booleans. */
export type FormerRows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

interface Former {
  readonly last: string;
  readonly rows: FormerRows;
}

/** A database in memory as it was after the migration `last`, filled, and then updated. */
export function formerSqlite(former: Former): Connection {
  const connection = formerConnection(former);
  const { database } = connection;
  migrateSqlite({
    ...STEP,
    database,
    migrations: readMigrations("sqlite"),
    triggers: sqliteTriggers(),
  });
  return connection;
}

/** The content of its file before the update. */
export function formerFile(former: Former): Buffer {
  const { database } = formerConnection(former);
  const made = database.serialize();
  database.close();
  return made;
}

const STEP = { called: "The test database", copy: () => null, now: 0 };

/** A database in memory as it was after the migration `last`, filled. */
export function formerConnection({ last, rows }: Former): Connection {
  const connection = connectMemory();
  const { database } = connection;
  migrateSqlite({
    ...STEP,
    database,
    migrations: upTo(readMigrations("sqlite"), last),
    triggers: [],
  });
  database.pragma("foreign_keys = OFF");
  for (const [table, entries] of Object.entries(rows))
    for (const row of entries) insert(database, table, row);
  database.pragma("foreign_keys = ON");
  return connection;
}

function insert(
  database: Database.Database,
  table: string,
  row: Readonly<Record<string, unknown>>,
): void {
  const columns = Object.keys(row);
  const names = columns.map((name) => `"${name}"`).join(", ");
  const marks = columns.map(() => "?").join(", ");
  database
    .prepare(`INSERT INTO "${table}" (${names}) VALUES (${marks})`)
    .run(columns.map((column) => stored(row[column])));
}

/** SQLite stores flags as numbers and JSON as text. */
function stored(value: unknown): unknown {
  if (typeof value === "boolean") return Number(value);
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}
