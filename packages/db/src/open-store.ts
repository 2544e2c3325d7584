import { isAbsolute } from "node:path";
import { connectMemory } from "./engines/sqlite/connection.ts";
import { createMemoryBackedStore } from "./engines/sqlite/memory-store.ts";
import { connectMigratedMemory } from "./engines/sqlite/migrated-image.ts";
import { openFile } from "./engines/sqlite/open-file.ts";
import { fileSystemType } from "./engines/sqlite/opening.ts";
import { sqliteTriggers } from "./engines/sqlite/triggers.ts";
import { readMigrations } from "./migrate.ts";
import type { SchemaUpdate } from "./migrate.ts";
import { tables } from "./schema/tables.ts";
import { StoreRefused } from "./store-error.ts";
import type { Store } from "./types.ts";

export interface OpenOptions {
  /** `memory:`, `file:<absolute path>` or `postgres://…`. */
  url: string;
  /** Called for write jobs that await something other than the database, with a sentence for the log. */
  onDefect?: (sentence: string) => void;
  /** Creates a new database in place of one that was moved away or abandoned on purpose. */
  createNew?: boolean;
  /** Opens a database with missing acknowledged transactions; without it such a start is refused. */
  acceptLoss?: boolean;
  /** Names of files next to the database that exist only if there was a database. */
  traces?: readonly string[];
  /** Called with a sentence for the operator when writes are no longer possible. */
  onLost?: (sentence: string) => void;
  /** The maximum number of write jobs per commit (SQLite); 256 by default. */
  maxBatch?: number;
  /** The maximum number of connections for reads, and the same for writes (PostgreSQL); 8 by default. */
  poolSize?: number;
  /** Called after an update of an existing database, with the migrations and the path of the copy. */
  onUpdated?: (update: SchemaUpdate) => void;
  /** Applies pending migrations first; true by default. */
  migrate?: boolean;
  /** Takes no lock, creates nothing and refuses every write: for workers next to the server. */
  readOnly?: boolean;
  /** Allows a file on a network file system. The database can be damaged there. */
  allowNetworkFs?: boolean;
}

const MAX_BATCH = 256;
const TIMEOUT_MS = 5_000;
const POOL_SIZE = 8;

/**
 * Opens the shop's database on the engine of the URL. Throws `StoreRefused` if it cannot be opened as it is and
 * `StoreInUseError` if another process has the file.
 */
export async function openStore(options: OpenOptions): Promise<Store> {
  const { url } = options;
  if (url === "memory:") return openMemory(options);
  if (url.startsWith("file:")) return openDatabase(options, url.slice("file:".length));
  if (/^postgres(ql)?:\/\//.test(url)) return openServer(options);
  throw new StoreRefused(
    `"${url}" names no database; use file:<path> or postgres://<server>/<database>.`,
  );
}

function limits(options: OpenOptions) {
  return {
    tables,
    maxBatch: options.maxBatch ?? MAX_BATCH,
    timeoutMs: TIMEOUT_MS,
    onDefect: options.onDefect ?? (() => undefined),
  };
}

function openMemory(options: OpenOptions): Store {
  const connection = options.migrate === false ? connectMemory() : connectMigratedMemory();
  return createMemoryBackedStore({ ...limits(options), url: options.url, connection });
}

function openDatabase(options: OpenOptions, path: string): Promise<Store> {
  if (!isAbsolute(path))
    throw new StoreRefused(
      `"${path}" is not an absolute path; give the full path of the database.`,
    );
  return openFile({
    ...limits(options),
    path,
    migrations: readMigrations("sqlite"),
    triggers: sqliteTriggers(),
    onUpdated: options.onUpdated,
    migrate: options.migrate !== false,
    readOnly: options.readOnly === true,
    createNew: options.createNew,
    acceptLoss: options.acceptLoss,
    traces: options.traces,
    onLost: options.onLost,
    typeOf: options.allowNetworkFs === true ? null : fileSystemType,
  });
}

async function openServer(options: OpenOptions): Promise<Store> {
  // Loaded on demand: loading node-postgres takes a tenth of the startup time of a server on SQLite.
  const { openPostgres } = await import("./engines/postgres/open-postgres.ts");
  return openPostgres({
    url: options.url,
    migrations: readMigrations("postgres"),
    onUpdated: options.onUpdated,
    migrate: options.migrate !== false,
    readOnly: options.readOnly === true,
    poolSize: options.poolSize ?? POOL_SIZE,
    onDefect: options.onDefect ?? (() => undefined),
  });
}
