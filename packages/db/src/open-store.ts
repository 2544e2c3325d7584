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
  /** Told of write jobs that await something else than the database, in a sentence for the log. */
  onDefect?: (sentence: string) => void;
  /** Makes new books in a file where there were some that are moved away or given up on purpose. */
  anew?: boolean;
  /** Opens books that end before what was acknowledged; without it such a start is refused. */
  acceptLoss?: boolean;
  /** Names of files beside the books that were only ever made where there were books. */
  traces?: readonly string[];
  /** Told, in a sentence for whoever looks after the server, when nothing can be written any more. */
  onTrouble?: (sentence: string) => void;
  /** Most write jobs that share one commit (SQLite), 256 unless told otherwise. */
  maxBatch?: number;
  /** Most connections at once for reads, and as many for writes (PostgreSQL); 8 unless told otherwise. */
  poolSize?: number;
  /** Hears what an update did to a database that was there before: which steps ran, and where its copy lies. */
  onUpdated?: (update: SchemaUpdate) => void;
  /** Brings the schema up to date first; true unless told otherwise. */
  migrate?: boolean;
  /** Takes no lock, makes nothing and refuses every write: for workers beside the server. */
  readOnly?: boolean;
  /** Opens a file on a network file system all the same. Books get damaged there. */
  allowNetworkFs?: boolean;
}

const MAX_BATCH = 256;
const PATIENCE_MS = 5_000;
const POOL_SIZE = 8;

/**
 * Opens the shop's database on the engine that the url names. Throws `StoreRefused` where it cannot be opened as it
 * is and `StoreInUseError` where another process has the file.
 */
export async function openStore(options: OpenOptions): Promise<Store> {
  const { url } = options;
  if (url === "memory:") return openMemory(options);
  if (url.startsWith("file:")) return openBooks(options, url.slice("file:".length));
  if (/^postgres(ql)?:\/\//.test(url)) return openServer(options);
  throw new StoreRefused(
    `"${url}" names no database; use file:<path> or postgres://<server>/<database>.`,
  );
}

function limits(options: OpenOptions) {
  return {
    tables,
    maxBatch: options.maxBatch ?? MAX_BATCH,
    patienceMs: PATIENCE_MS,
    onDefect: options.onDefect ?? (() => undefined),
  };
}

function openMemory(options: OpenOptions): Store {
  const connection = options.migrate === false ? connectMemory() : connectMigratedMemory();
  return createMemoryBackedStore({ ...limits(options), url: options.url, connection });
}

function openBooks(options: OpenOptions, path: string): Promise<Store> {
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
    anew: options.anew,
    acceptLoss: options.acceptLoss,
    traces: options.traces,
    onTrouble: options.onTrouble,
    typeOf: options.allowNetworkFs === true ? null : fileSystemType,
  });
}

async function openServer(options: OpenOptions): Promise<Store> {
  // Loaded where it is used: node-postgres takes a tenth of the time in which a server on SQLite starts.
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
