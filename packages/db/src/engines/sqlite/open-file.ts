import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import type { Migration } from "../../migrate.ts";
import { StoreRefused } from "../../store-error.ts";
import type { Store, Tables } from "../../types.ts";
import { connectFile, refuseUnsafeVersion } from "./connection.ts";
import type { Connection } from "./connection.ts";
import { createFileBackedStore } from "./file-store.ts";
import { watchFile } from "./file-watch.ts";
import { lockFile } from "./lock.ts";
import { migrateSqlite } from "./migrate-sqlite.ts";
import {
  describeOpenError,
  findFile,
  inspectFile,
  prepareFolder,
  refuseDamaged,
  refuseForeign,
  refuseNetworkFolder,
  refuseReadOnly,
  syncFolder,
} from "./opening.ts";
import type { FileSystemType, Finding } from "./opening.ts";
import type { Trigger } from "./triggers.ts";

export interface OpenFileOptions {
  readonly path: string;
  readonly tables: Tables;
  readonly migrations: readonly Migration[];
  readonly triggers: readonly Trigger[];
  readonly migrate: boolean;
  readonly readOnly: boolean;
  /** Null where a network file system is allowed. */
  readonly typeOf: FileSystemType | null;
  readonly maxBatch: number;
  readonly patienceMs: number;
  readonly onDefect: (sentence: string) => void;
  readonly onTrouble?: ((sentence: string) => void) | undefined;
}

const COPIES_KEPT = 3;

/** Opens the books in a file, or makes new ones where there is no file. Throws `StoreRefused` and `StoreInUseError`. */
export async function openFile(options: OpenFileOptions): Promise<Store> {
  if (options.readOnly) return openForReading(options);
  const { path, migrations, typeOf } = options;
  await prepareFolder(path, typeOf);
  inspectFile(path, migrations.length);
  const lock = lockFile(path);
  try {
    // Looked at again, because another process may have made or changed the file before the lock was ours.
    let finding = inspectFile(path, migrations.length);
    if (finding.kind === "none") {
      createBooks(options);
      finding = inspectFile(path, migrations.length);
    }
    const file = openSync(path, "r");
    const writer = openWriter(options, finding);
    return createFileBackedStore({
      ...storeOptions(options),
      writer,
      watch: watchFile(path, file),
      onTrouble: options.onTrouble,
      onClosed: () => {
        closeSync(file);
        lock.release();
      },
    });
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openForReading(options: OpenFileOptions): Promise<Store> {
  const { path, migrations, typeOf } = options;
  if (findFile(path) === null) {
    throw new StoreRefused(`There are no books at ${path}; start Daybook once to make them.`);
  }
  await refuseNetworkFolder(path, typeOf);
  refuseUnreadable(path, migrations.length);
  return createFileBackedStore({
    ...storeOptions(options),
    writer: null,
    onClosed: () => undefined,
  });
}

/**
 * Looks through SQLite alone: the server's own process may have the file open, and closing any other descriptor of it
 * would drop the locks that keep strangers from its log.
 */
function refuseUnreadable(path: string, newestFormat: number): void {
  let connection: Connection;
  try {
    connection = connectFile(path, { readOnly: true });
  } catch (error) {
    throw describeOpenError(error, path);
  }
  try {
    refuseForeign(connection.database, path, newestFormat);
  } finally {
    connection.close();
  }
}

function storeOptions(options: OpenFileOptions) {
  const { path, tables, maxBatch, patienceMs, onDefect } = options;
  return { url: `file:${path}`, path, tables, maxBatch, patienceMs, onDefect };
}

function openWriter(options: OpenFileOptions, finding: Finding): Connection {
  const { path, migrations } = options;
  refuseReadOnly(path);
  if (process.platform !== "win32") chmodSync(path, 0o600);
  let connection: Connection;
  try {
    connection = connectFile(path, { readOnly: false, cacheKib: 32_768 });
  } catch (error) {
    throw describeOpenError(error, path);
  }
  try {
    refuseDamaged(connection.database, path, finding, migrations.length);
    if (options.migrate) migrate(options, connection.database);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Builds new books beside the path and renames them, so that a half-made file never bears the name. */
function createBooks(options: OpenFileOptions): void {
  const { path } = options;
  const draft = `${path}.new`;
  for (const leftover of [draft, `${draft}-journal`]) rmSync(leftover, { force: true });
  const database = new Database(draft);
  try {
    refuseUnsafeVersion(database);
    database.pragma("synchronous = FULL");
    migrate({ ...options, path: draft }, database, null);
  } finally {
    database.close();
  }
  if (process.platform !== "win32") chmodSync(draft, 0o600);
  renameSync(draft, path);
  syncFolder(path);
}

function migrate(
  options: OpenFileOptions,
  database: Database.Database,
  copyOf: string | null = options.path,
): void {
  migrateSqlite({
    database,
    migrations: options.migrations,
    triggers: options.triggers,
    called: options.path,
    copy: (firstStep) => {
      if (copyOf !== null) copyBefore(database, copyOf, firstStep);
    },
    now: Date.now(),
  });
}

/** Keeps the books as they are before an update in `<path>.before-<step>.bak`, and the newest three such copies. */
function copyBefore(database: Database.Database, path: string, firstStep: string): void {
  const target = `${path}.before-${firstStep}.bak`;
  const part = `${target}.part`;
  rmSync(part, { force: true });
  database.prepare("VACUUM INTO ?").run(part);
  if (process.platform !== "win32") chmodSync(part, 0o600);
  const file = openSync(part, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(part, target);
  syncFolder(path);
  const folder = dirname(path);
  const copies = readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(path)}.before-`) && name.endsWith(".bak"))
    .map((name) => join(folder, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const old of copies.slice(COPIES_KEPT)) if (existsSync(old)) rmSync(old);
}
