import { dirname } from "node:path";
import type Database from "better-sqlite3";
import { ARCHIVED_TABLES } from "../../archived-rows.ts";
import { pendingMigrations } from "../../migrate.ts";
import type { Migration } from "../../migrate.ts";
import { ARCHIVE, attachArchive, columnsOf } from "./archive-views.ts";
import { appliedMigrations } from "./migrate-sqlite.ts";

const GUARD = "movement_guards";

/**
 * Brings the archived rows back into the database before an update that changes their tables: an archive is never
 * changed, so it cannot be updated. They are archived again when the owner wishes. Throws `StoreRefused` without the file.
 */
export function bringBackForUpdate(
  database: Database.Database,
  path: string,
  migrations: readonly Migration[],
): void {
  const pending = pendingMigrations(migrations, appliedMigrations(database), path);
  const changed = new RegExp(`\\b(${ARCHIVED_TABLES.join("|")})\\b`);
  if (!pending.some(({ statements }) => statements.some((text) => changed.test(text)))) return;
  bringBack(database, dirname(path));
}

/**
 * Brings the archived rows back into a database that no other connection has open. Nothing happens without an archive.
 * Throws `StoreRefused` without its file, which is in `folder`.
 */
export function bringBack(database: Database.Database, folder: string): void {
  if (!attachArchive(database, folder)) return;
  try {
    database.exec("BEGIN IMMEDIATE");
    // The rows were accepted before, also those that a product refuses by now.
    const guard = database
      .prepare("SELECT sql FROM main.sqlite_schema WHERE type = 'trigger' AND name = ?")
      .pluck()
      .get(GUARD);
    if (guard !== undefined) database.exec(`DROP TRIGGER main.${GUARD}`);
    for (const name of ARCHIVED_TABLES) {
      const columns = columnsOf(database, name);
      database.exec(
        `INSERT INTO main."${name}" (${columns}) SELECT ${columns} FROM ${ARCHIVE}."${name}"`,
      );
    }
    database.exec("DELETE FROM main.record_archive");
    if (guard !== undefined) database.exec(String(guard));
    database.exec("COMMIT");
  } finally {
    if (database.inTransaction) database.exec("ROLLBACK");
    database.exec(`DETACH ${ARCHIVE}`);
  }
}
