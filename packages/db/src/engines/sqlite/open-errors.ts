import { accessSync, constants, existsSync, lstatSync, statfsSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { DiskFull, StoreInUseError, StoreRefused } from "../../store-error.ts";

/** Below this free space a disk counts as full, whatever error SQLite reports. */
const FULL_BELOW_BYTES = 512 * 1024;

/**
 * The sentence for an error that prevented opening or creating a database file: the problem, the file, and what to do.
 * Refusals and defects are unchanged.
 */
export function describeOpenError(error: unknown, path: string): unknown {
  if (error instanceof StoreRefused || error instanceof StoreInUseError) return error;
  const code = codeOf(error);
  if (code === null) return error;
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return inUse(path);
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code) || (isSqlite(code) && isDiskFull(path)))
    return diskFull(path);
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return checkFailed(path, messageOf(error));
  if (/^(SQLITE_(CANTOPEN|READONLY|PERM|AUTH)|EACCES|EPERM|EROFS|EISDIR)/.test(code))
    return notAllowed(path, code);
  if (/^(SQLITE_IOERR|EIO)/.test(code)) return failingDisk(path, code);
  return SYSTEM_ERROR.test(code) ? badPath(path, code) : error;
}

/** The error codes of the operating system; Node's own codes contain an underscore. */
const SYSTEM_ERROR = /^E[A-Z0-9]+$/;

/** For all other system errors on a path; our own defects have no such code. */
function badPath(path: string, code: string): StoreRefused {
  if (code === "ENAMETOOLONG")
    return new StoreRefused(`The path ${path} is too long for this system; choose a shorter one.`);
  const file = code === "ENOTDIR" ? fileAbove(path) : null;
  if (file !== null)
    return new StoreRefused(
      `${file} is a file, and ${path} needs a folder there; choose a folder for the database instead.`,
    );
  return new StoreRefused(
    `${path} cannot be opened (${code}); check the folder and its disk, or name another one.`,
  );
}

/** The part of the path that should be a folder but is not. */
function fileAbove(path: string): string | null {
  for (let at = dirname(path); at !== dirname(at); at = dirname(at)) if (existsSync(at)) return at;
  return null;
}

export function inUse(path: string): StoreInUseError {
  return new StoreInUseError(
    `${path} is open in another program, under this name or another one (a second Daybook, a verification or a database viewer); close that first.`,
  );
}

/** The result of a check of the whole file; only this check can find that a file is damaged. */
export function checkFailed(path: string, cause: string): StoreRefused {
  const result = wholeCheck(path);
  if (result !== "ok") {
    return new StoreRefused(
      `${path} is damaged (${result}); keep it as it is and restore the last good backup.`,
    );
  }
  return new StoreRefused(
    `${path} could not be read (${cause}), but a check of the whole file finds no damage; start again, and check the disk if this happens again.`,
  );
}

function wholeCheck(path: string): string {
  try {
    const database = new Database(path, { readonly: true, fileMustExist: true });
    try {
      return String(database.prepare("PRAGMA integrity_check(1)").pluck().get());
    } finally {
      database.close();
    }
  } catch (error) {
    return messageOf(error);
  }
}

function diskFull(path: string): DiskFull {
  return new DiskFull(
    `The disk that holds ${path} is full; free some space, then start Daybook again.`,
  );
}

function failingDisk(path: string, code: string): StoreRefused {
  return new StoreRefused(
    `The disk that holds ${path} reports errors (${code}); copy the folder ${dirname(path)} to another disk and have this one checked.`,
  );
}

/** The file that cannot be used: the database itself, or a file that another user's process left next to it. */
function notAllowed(path: string, code: string): StoreRefused {
  for (const file of [path, `${path}-wal`, `${path}-shm`, `${path}.witness`, dirname(path)]) {
    if (!existsSync(file)) continue;
    if (file !== dirname(path) && lstatSync(file).isDirectory())
      return new StoreRefused(`${file} is a folder where ${path} needs a file; move it away.`);
    try {
      accessSync(file, constants.R_OK | constants.W_OK);
    } catch (error) {
      return new StoreRefused(
        `${file} cannot be read and written by the user who starts Daybook (${codeOf(error) ?? code}); ` +
          `${path} needs it, so give it to this user or change its permissions.`,
      );
    }
  }
  return new StoreRefused(
    `${path} cannot be opened (${code}); check that its disk is connected and may be written.`,
  );
}

/** Whether the disk of a file is so full that it explains any error of a write. */
export function isDiskFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize < FULL_BELOW_BYTES;
  } catch {
    return false;
  }
}

const isSqlite = (code: string): boolean => /^SQLITE_(IOERR|CANTOPEN|READONLY)/.test(code);

function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
