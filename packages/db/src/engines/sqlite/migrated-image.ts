import { readMigrations } from "../../migrate.ts";
import { connectMemory } from "./connection.ts";
import type { Connection } from "./connection.ts";
import { migrateSqlite } from "./migrate-sqlite.ts";
import { sqliteTriggers } from "./triggers.ts";

let image: Buffer | null = null;

/**
 * A migrated database in memory. Migrating costs far more than copying, so it happens once per process and every call
 * answers a copy of the result.
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
