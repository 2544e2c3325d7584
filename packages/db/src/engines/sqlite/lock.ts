import { chmodSync, existsSync, lstatSync, rmSync } from "node:fs";
import Database from "better-sqlite3";
import { StoreInUseError, StoreRefused } from "../../store-error.ts";
import { inUse } from "./open-errors.ts";

export interface FileLock {
  release(): void;
  /** Releases the lock and removes its file if this process created it. */
  undo(): void;
}

/** The path of the lock file of a database. */
export const lockPath = (path: string): string => `${path}.lock`;

/**
 * Locks a database file for this process. The lock is an exclusive transaction on a side file, so the operating system
 * releases it when the process ends for any reason. Throws `StoreInUseError` within a fraction of a second.
 */
export function lockFile(path: string): FileLock {
  const side = lockPath(path);
  const isNew = !existsSync(side);
  let database: Database.Database | null = null;
  try {
    database = new Database(side, { timeout: 250 });
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database?.close();
    throw describeLockError(error, path);
  }
  makePrivate(side);
  const lock = database;
  return {
    release: () => void lock.close(),
    undo: () => {
      lock.close();
      if (isNew) rmSync(side, { force: true });
    },
  };
}

/**
 * Locks the file itself, whatever path it is opened by: every open connection holds a shared lock on it, so taking an
 * exclusive lock for a moment proves that there is no other. `work` runs while it is held. Throws `StoreInUseError`.
 */
export function withExclusiveLock(
  database: Database.Database,
  path: string,
  work: () => void,
): void {
  // Without a first read, the connection would keep the index of its log private, and no reader could use it.
  touch(database);
  database.pragma("busy_timeout = 3000");
  database.pragma("locking_mode = EXCLUSIVE");
  try {
    database.exec("BEGIN IMMEDIATE");
    database.exec("COMMIT");
    work();
  } catch (error) {
    throw isBusy(error) ? inUse(path) : error;
  } finally {
    database.pragma("busy_timeout = 5000");
    database.pragma("locking_mode = NORMAL");
  }
  // The next statement downgrades the exclusive lock to a shared one, without a gap.
  touch(database);
}

function touch(database: Database.Database): void {
  database.prepare("SELECT count(*) FROM sqlite_schema").get();
}

/** We may be able to write a file of another user but not change its mode; this does not matter. */
export function makePrivate(path: string): void {
  if (process.platform === "win32") return;
  try {
    chmodSync(path, 0o600);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) throw error;
  }
}

function describeLockError(error: unknown, path: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (isBusy(error)) {
    return new StoreInUseError(
      `${path} is already open in another Daybook; use that one, or stop it before starting another.`,
    );
  }
  const side = lockPath(path);
  if (/^SQLITE_(FULL|IOERR)/.test(error.code) || !existsSync(side)) return error;
  const why = lstatSync(side).isDirectory()
    ? "is a folder; move it away"
    : error.code === "SQLITE_NOTADB"
      ? "was not made by Daybook; move it away"
      : "belongs to another user; give it to the user who starts Daybook";
  return new StoreRefused(
    `${side} ${why}, because Daybook uses this file to mark ${path} as open.`,
  );
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
}
