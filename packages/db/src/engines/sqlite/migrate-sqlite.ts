import type Database from "better-sqlite3";
import { describeFailedUpdate, pendingMigrations, refuseLostRows } from "../../migrate.ts";
import type { AppliedMigration, Migration, SchemaUpdate } from "../../migrate.ts";
import { StoreRefused } from "../../store-error.ts";
import { APPLICATION_ID } from "./connection.ts";
import { isDiskFull } from "./open-errors.ts";
import type { Trigger } from "./triggers.ts";

export interface MigrateOptions {
  readonly database: Database.Database;
  readonly migrations: readonly Migration[];
  readonly triggers: readonly Trigger[];
  /** The name of the database in messages: its path. */
  readonly called: string;
  /** Makes a copy before the first change and returns its path; receives the name of the first migration. */
  readonly copy: (firstStep: string) => string | null;
  /** UTC milliseconds. */
  readonly now: number;
}

const LEDGER_OF_STEPS =
  "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT";

/**
 * Applies pending migrations in one transaction: copy first, foreign keys off before the transaction (inside one that
 * pragma has no effect, and dropping a rebuilt table would then empty its children), row counts compared, triggers
 * recreated, foreign keys checked. If anything fails, nothing is changed. Returns the applied migrations of an existing
 * database; null for a new database or if there were none.
 */
export function migrateSqlite(options: MigrateOptions): SchemaUpdate | null {
  const { database, migrations, triggers, called } = options;
  const applied = appliedMigrations(database);
  const pending = pendingMigrations(migrations, applied, called);
  if (pending.length === 0 && sameTriggers(database, triggers)) return null;
  const [first] = pending;
  const progress = { step: first?.name ?? "triggers" };
  let copy: string | null;
  try {
    copy = first ? options.copy(first.name) : null;
    inOneTransaction(database, () => applyAll(options, pending, progress));
  } catch (error) {
    throw describeFailedUpdate(error, {
      ...progress,
      database: called,
      isDiskFull: isDiskFull(called),
    });
  }
  if (applied.length === 0 || pending.length === 0) return null;
  return { steps: pending.map(({ name }) => name), copy };
}

function inOneTransaction(database: Database.Database, work: () => void): void {
  database.pragma("foreign_keys = OFF");
  try {
    database.exec("BEGIN EXCLUSIVE");
    try {
      work();
      database.exec("COMMIT");
    } catch (error) {
      if (database.inTransaction) database.exec("ROLLBACK");
      throw error;
    }
  } finally {
    database.pragma("foreign_keys = ON");
  }
}

/** `progress` names the migration that is being applied. */
function applyAll(
  options: MigrateOptions,
  pending: readonly Migration[],
  progress: { step: string },
): void {
  const { database, migrations, triggers, called, now } = options;
  const before = rowCounts(database);
  for (const { name } of currentTriggers(database)) database.exec(`DROP TRIGGER "${name}"`);
  database.exec(LEDGER_OF_STEPS);
  const record = database.prepare(
    "INSERT INTO migration (name, hash, applied_at) VALUES (?, ?, ?)",
  );
  for (const migration of pending) {
    progress.step = migration.name;
    for (const statement of migration.statements) database.exec(statement);
    record.run(migration.name, migration.hash, now);
  }
  refuseLostRows(before, rowCounts(database), called);
  for (const trigger of triggers) database.exec(trigger.sql);
  const [broken] = database.prepare("PRAGMA foreign_key_check").all();
  if (broken !== undefined) {
    throw new StoreRefused(
      `The update of ${called} was undone because rows would refer to missing rows; ` +
        "keep using your previous version of Daybook and report this.",
    );
  }
  database.pragma(`application_id = ${APPLICATION_ID}`);
  database.pragma(`user_version = ${migrations.length}`);
}

/** The migrations applied to a database, by name; none if there is no list of them. */
export function appliedMigrations(database: Database.Database): AppliedMigration[] {
  const exists = database
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'")
    .get();
  if (!exists) return [];
  const rows: unknown[] = database.prepare("SELECT name, hash FROM migration ORDER BY name").all();
  // safe because both columns are TEXT NOT NULL in a STRICT table
  return rows as AppliedMigration[];
}

/** The names of all tables, that of the migrations included. */
export function tableNames(database: Database.Database): string[] {
  return database
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )
    .pluck()
    .all()
    .map(String);
}

function rowCounts(database: Database.Database): Map<string, number> {
  const count = (name: string) =>
    Number(database.prepare(`SELECT count(*) FROM "${name}"`).pluck().get());
  return new Map(tableNames(database).map((name) => [name, count(name)]));
}

function currentTriggers(database: Database.Database): Trigger[] {
  const rows: unknown[] = database
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    .all();
  // safe because SQLite stores a name and a text for every trigger
  return rows as Trigger[];
}

function sameTriggers(database: Database.Database, wanted: readonly Trigger[]): boolean {
  const current = new Map(currentTriggers(database).map((trigger) => [trigger.name, trigger.sql]));
  return (
    current.size === wanted.length &&
    wanted.every((trigger) => current.get(trigger.name) === trigger.sql)
  );
}
