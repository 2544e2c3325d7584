import { readMigrations } from "../../migrate.ts";
import { connectMemory } from "./connection.ts";
import type { Connection } from "./connection.ts";
import { migrateSqlite } from "./migrate-sqlite.ts";
import { sqliteTriggers } from "./triggers.ts";

let image: Buffer | null = null;

/**
 * A migrated in-memory database. Migrating costs far more than copying, so it happens once per process and every call
 * returns a copy.
 */
export function connectMigratedMemory(): Connection {
  image ??= migratedImage();
  return connectMemory(image);
}

function migratedImage(): Buffer {
  const { database } = connectMemory();
  migrateSqlite({
    database,
    migrations: readMigrations("sqlite"),
    triggers: sqliteTriggers(),
    called: "The database in memory",
    copy: () => null,
    now: Date.now(),
  });
  const made = database.serialize();
  database.close();
  return made;
}
