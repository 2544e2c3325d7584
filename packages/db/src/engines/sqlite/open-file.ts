import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import { refuseBehind } from "../../migrate.ts";
import type { Migration, SchemaUpdate } from "../../migrate.ts";
import { StoreRefused } from "../../store-error.ts";
import type { Notice, Store, Tables } from "../../types.ts";
import { connectFile, refuseUnsafeVersion } from "./connection.ts";
import type { Connection } from "./connection.ts";
import { createFileBackedStore } from "./file-store.ts";
import { watchFile } from "./file-watch.ts";
import { FileGuard } from "./file-guard.ts";
import { compareWithWitness, inspectLog } from "./inspect-log.ts";
import type { InspectedLog } from "./inspect-log.ts";
import { lockFile, withExclusiveLock, makePrivate } from "./lock.ts";
import type { FileLock } from "./lock.ts";
import { databaseName, stampCopy, stampNextLog } from "./log-stamp.ts";
import { appliedMigrations, migrateSqlite } from "./migrate-sqlite.ts";
import { describeOpenError, inUse } from "./open-errors.ts";
import {
  findFile,
  inspectFile,
  prepareFolder,
  refuseDamaged,
  refuseForeign,
  refuseNetworkFolder,
  refuseReadOnly,
  syncFolder,
} from "./opening.ts";
import type { FileSystemType, FileInspection } from "./opening.ts";
import { readableCopy } from "./readable-copy.ts";
import { bringBack, bringBackForUpdate } from "./archive-update.ts";
import { finishReplacement } from "./replace-file.ts";
import { syncFile } from "./sync-file.ts";
import { behindLink, refuseTraces, setAsideTraces, tracesOf } from "./traces.ts";
import type { Trigger } from "./triggers.ts";
import { openWitness } from "./witness.ts";

export interface OpenFileOptions {
  readonly path: string;
  readonly tables: Tables;
  readonly migrations: readonly Migration[];
  readonly triggers: readonly Trigger[];
  readonly migrate: boolean;
  readonly readOnly: boolean;
  /** Null if a network file system is allowed. */
  readonly typeOf: FileSystemType | null;
  readonly maxBatch: number;
  readonly timeoutMs: number;
  readonly onDefect: (sentence: string) => void;
  /** Creates a new database in place of one that was moved away or abandoned on purpose. */
  readonly createNew?: boolean | undefined;
  /** Opens a database with missing acknowledged transactions and reports them. */
  readonly acceptLoss?: boolean | undefined;
  /** Names of other files in the folder that exist only if there was a database. */
  readonly traces?: readonly string[] | undefined;
  /** Called with the migrations of an existing file. */
  readonly onUpdated?: ((update: SchemaUpdate) => void) | undefined;
  readonly onLost?: ((sentence: string) => void) | undefined;
}

const MOST_COPIES = 3;

/** Opens the database file, or creates a new one if there is none. Throws `StoreRefused` and `StoreInUseError`. */
export async function openFile(given: OpenFileOptions): Promise<Store> {
  try {
    const options = { ...given, path: behindLink(given.path) };
    return await (options.readOnly ? openForReading(options) : openForWriting(options));
  } catch (error) {
    throw describeOpenError(error, given.path);
  }
}

async function openForWriting(options: OpenFileOptions): Promise<Store> {
  const { path, migrations, typeOf } = options;
  await prepareFolder(path, typeOf);
  const replacedIn = finishReplacement(path);
  const isMissing = inspectFile(path, migrations.length).kind === "none";
  const traces = isMissing ? tracesOf(path, options.traces ?? []) : [];
  if (isMissing && traces.length === 0) startDraft(path);
  const lock = lockFile(path);
  try {
    // Checked again, because another process may have created or changed the file before we had the lock.
    if (inspectFile(path, migrations.length).kind === "none") makeNew(options, traces);
    else rmSync(draftOf(path), { force: true });
    const { log, wasKilled, notices } = inspectLog(path);
    if (replacedIn !== null) notices.push(restoredNotice(replacedIn));
    const inspection = inspectFile(path, migrations.length);
    const file = openSync(path, "r");
    try {
      const writer = openWriter({ ...options, log, wasKilled, notices }, inspection);
      return storeOn(options, { writer, notices, file, lock });
    } catch (error) {
      closeSync(file);
      throw error;
    }
  } catch (error) {
    if (existsSync(path)) lock.release();
    else lock.undo();
    throw error;
  }
}

function restoredNotice(replacedIn: string): Notice {
  const sentence = `A backup was restored. The data of before is kept in ${replacedIn}.`;
  return { action: "database.restore", sentence };
}

/** Creates a new database, unless there are signs of an earlier one and the operator did not request a new one. */
function makeNew(options: OpenFileOptions, traces: readonly string[]): void {
  const { path } = options;
  if (options.createNew === true) setAsideTraces(path);
  else refuseTraces(path, traces);
  createDatabase(options);
}

function storeOn(
  options: OpenFileOptions,
  opened: {
    readonly writer: Connection;
    readonly notices: readonly Notice[];
    readonly file: number;
    readonly lock: FileLock;
  },
): Store {
  const { path, onLost } = options;
  const { writer, notices, file, lock } = opened;
  const books = databaseName(writer.database);
  if (books === null) throw new Error("a database that was opened for writing has a name");
  const guard = new FileGuard({
    path,
    books,
    watch: watchFile(path, file),
    witness: openWitness(path),
  });
  return createFileBackedStore({
    ...storeOptions(options),
    writer,
    guard,
    notices,
    onLost,
    onClosed: () => {
      closeSync(file);
      lock.release();
    },
  });
}

async function openForReading(options: OpenFileOptions): Promise<Store> {
  const { path, typeOf } = options;
  if (findFile(path) === null) {
    throw new StoreRefused(`There is no database at ${path}; start Daybook once to create it.`);
  }
  await refuseNetworkFolder(path, typeOf);
  const copy = readableCopy(path);
  try {
    const where = { ...options, path: copy?.path ?? path };
    refuseUnreadable(where.path, options.migrations, path);
    return createFileBackedStore({
      ...storeOptions(where),
      archiveFolder: dirname(path),
      writer: null,
      onClosed: () => copy?.remove(),
    });
  } catch (error) {
    copy?.remove();
    throw error;
  }
}

/**
 * Uses only SQLite: the server's process may have the file open, and closing any other descriptor of it would release
 * the locks that protect its log.
 */
function refuseUnreadable(path: string, migrations: readonly Migration[], called: string): void {
  const connection = connectFile(path, { readOnly: true });
  try {
    refuseForeign(connection.database, path, migrations.length);
    refuseBehind(migrations, appliedMigrations(connection.database), called);
  } finally {
    connection.close();
  }
}

function storeOptions(options: OpenFileOptions) {
  const { path, tables, maxBatch, timeoutMs, onDefect } = options;
  return { url: `file:${path}`, path, tables, maxBatch, timeoutMs, onDefect };
}

interface WriterOptions extends OpenFileOptions {
  readonly log: InspectedLog["log"];
  readonly wasKilled: boolean;
  readonly notices: Notice[];
}

function openWriter(options: WriterOptions, inspection: FileInspection): Connection {
  const { path, migrations } = options;
  refuseReadOnly(path);
  makePrivate(path);
  const connection = connectFile(path, { readOnly: false, cacheKib: 32_768 });
  const { database } = connection;
  try {
    withExclusiveLock(database, path, () => {
      refuseDamaged(database, path, inspection, migrations.length);
      if (options.migrate) {
        bringBackForUpdate(database, path, migrations);
        migrate(options, database);
      }
      compareWithWitness(connection, options);
      startLog(database, path);
    });
    connection.readThroughArchive(dirname(path));
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Checkpoints everything into the file, with the stamp of the next log. */
function startLog(database: Database.Database, path: string): void {
  stampNextLog(database, `${path}-wal`, false);
  const [busy] = database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").pluck().all();
  if (busy !== 0) throw inUse(path);
}

/** An incomplete database has this path. */
const draftOf = (path: string): string => `${path}.new`;

/** Before the lock, which is no trace of an earlier database as long as there is a draft, also after a power cut. */
function startDraft(path: string): void {
  // Another process may be writing it.
  writeFileSync(draftOf(path), "", { mode: 0o600, flag: "a" });
  syncFolder(path);
}

/** Creates a new database next to the path and renames it, so an incomplete file never has the final name. */
function createDatabase(options: OpenFileOptions): void {
  const { path } = options;
  const draft = draftOf(path);
  rmSync(`${draft}-journal`, { force: true });
  writeFileSync(draft, "", { mode: 0o600 });
  const database = new Database(draft);
  try {
    refuseUnsafeVersion(database);
    database.pragma("synchronous = FULL");
    migrate({ ...options, path: draft }, database, null);
  } finally {
    database.close();
  }
  makePrivate(draft);
  renameSync(draft, path);
  syncFolder(path);
}

function migrate(
  options: OpenFileOptions,
  database: Database.Database,
  copyOf: string | null = options.path,
): void {
  const update = migrateSqlite({
    database,
    migrations: options.migrations,
    triggers: options.triggers,
    called: options.path,
    copy: (firstStep) => (copyOf === null ? null : copyBefore(database, copyOf, firstStep)),
    now: Date.now(),
  });
  if (update !== null) options.onUpdated?.(update);
}

/**
 * Copies the database before an update to `<path>.before-<step>.bak`, and keeps the newest three copies. If it throws,
 * nothing is left.
 */
function copyBefore(database: Database.Database, path: string, firstStep: string): string {
  const target = `${path}.before-${firstStep.replaceAll("/", "-")}.bak`;
  const part = `${target}.part`;
  try {
    writeCopy(database, part);
    renameSync(part, target);
  } finally {
    for (const left of [part, `${part}-journal`]) rmSync(left, { force: true });
  }
  syncFolder(path);
  const folder = dirname(path);
  const copies = readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(path)}.before-`) && name.endsWith(".bak"))
    .map((name) => join(folder, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const old of copies.slice(MOST_COPIES)) if (existsSync(old)) rmSync(old);
  return target;
}

function writeCopy(database: Database.Database, part: string): void {
  rmSync(part, { force: true });
  database.prepare("VACUUM INTO ?").run(part);
  makePrivate(part);
  const copy = new Database(part, { fileMustExist: true });
  try {
    // The copy needs no other file.
    bringBack(copy, dirname(part));
    stampCopy(copy);
  } finally {
    copy.close();
  }
  syncFile(part);
}
