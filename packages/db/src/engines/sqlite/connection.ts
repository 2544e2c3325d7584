import Database from "better-sqlite3";
import { StoreRefused } from "../../store-error.ts";
import { readThroughArchive } from "./archive-views.ts";

/** "Dybk" in ASCII: distinguishes Daybook files from other SQLite files. */
export const APPLICATION_ID = 0x4479626b;

/** Before this version, two connections that write and checkpoint at the same instant can damage a WAL file. */
const OLDEST_SAFE_SQLITE = [3, 51, 3] as const;

const MAX_STATEMENTS = 1_000;

/** As Drizzle begins every statement that writes. */
const WRITES = /^(insert into |update |delete from )"(\w+)"/;

export type Statement = Database.Statement<unknown[], unknown>;

export interface Connection {
  readonly database: Database.Database;
  /** True after any statement that can write; the committer resets it. */
  wrote: boolean;
  /** Compiles each text once. `arrays` returns rows as arrays, as the row mapper expects. */
  prepare(text: string, arrays: boolean): Statement;
  /** Reads archived rows from the archive in this folder too, if the database has one. Throws `StoreRefused`. */
  readThroughArchive(folder: string): void;
  close(): void;
}

export interface ConnectionOptions {
  readonly readOnly: boolean;
  /** Kibibytes of page cache. */
  readonly cacheKib?: number;
}

/** Opens an existing file; `readOnly` connections can never write. */
export function connectFile(path: string, options: ConnectionOptions): Connection {
  const database = new Database(path, {
    readonly: options.readOnly,
    fileMustExist: true,
    timeout: 5_000,
  });
  try {
    // With compiled-in defaults a WAL database runs at NORMAL, which loses acknowledged commits in a power cut; the
    // explicit FULL has to come after the switch to WAL.
    if (!options.readOnly) {
      database.pragma("journal_mode = WAL");
      // The file guard runs the checkpoints, after it has recorded the number of the next log.
      database.pragma("wal_autocheckpoint = 0");
    }
    return configured(database, options.cacheKib ?? 16_384);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Opens an in-memory database, empty or from a serialized image. */
export function connectMemory(image?: Buffer): Connection {
  return configured(new Database(image ?? ":memory:"), 16_384);
}

function configured(database: Database.Database, cacheKib: number): Connection {
  refuseUnsafeVersion(database);
  database.pragma("synchronous = FULL");
  // Without it FULL does not flush the drive's cache on macOS; no effect on other systems.
  database.pragma("fullfsync = ON");
  database.pragma("foreign_keys = ON");
  database.pragma("busy_timeout = 5000");
  database.pragma("temp_store = MEMORY");
  database.pragma("trusted_schema = OFF");
  database.pragma(`cache_size = -${cacheKib}`);
  return withStatementCache(database);
}

function withStatementCache(database: Database.Database): Connection {
  const arrays = new Map<string, Statement>();
  const objects = new Map<string, Statement>();
  let archived: ReadonlySet<string> | null = null;
  return {
    database,
    wrote: false,
    prepare(text, asArrays) {
      const cache = asArrays ? arrays : objects;
      const known = cache.get(text);
      if (known) return known;
      const statement: Statement = database.prepare(
        archived === null ? text : writingToMain(text, archived),
      );
      if (asArrays && statement.reader) statement.raw(true);
      const [oldest] = cache.keys();
      if (cache.size >= MAX_STATEMENTS && oldest !== undefined) cache.delete(oldest);
      cache.set(text, statement);
      return statement;
    },
    readThroughArchive(folder) {
      archived = readThroughArchive(database, folder);
    },
    close() {
      arrays.clear();
      objects.clear();
      database.close();
    },
  };
}

/** With an archive the plain name of a table is that of a view, which cannot be written. */
function writingToMain(text: string, archived: ReadonlySet<string>): string {
  return text.replace(WRITES, (whole, start: string, name: string) =>
    archived.has(name) ? `${start}main."${name}"` : whole,
  );
}

/** Throws `StoreRefused` if the linked SQLite has the WAL-reset bug. */
export function refuseUnsafeVersion(database: Database.Database): void {
  const version = String(database.prepare("SELECT sqlite_version()").pluck().get());
  if (isSafeVersion(version)) return;
  throw new StoreRefused(
    `SQLite ${version} can damage the database when two connections write;  ` +
      `install a version of Daybook that includes SQLite ${OLDEST_SAFE_SQLITE.join(".")} or newer.`,
  );
}

/** True for 3.51.3 and later. */
export function isSafeVersion(version: string): boolean {
  const parts = version.split(".").map(Number);
  for (const [index, oldest] of OLDEST_SAFE_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part !== oldest) return part > oldest;
  }
  return true;
}
