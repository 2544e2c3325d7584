import { chmodSync } from "node:fs";
import Database from "better-sqlite3";
import { StoreInUseError } from "../../store-error.ts";

export interface FileLock {
  release(): void;
}

/**
 * Claims a database file for this process. The claim is an exclusive transaction on a side file, so the operating
 * system drops it when the process dies, however it dies. Throws `StoreInUseError` within a fraction of a second.
 */
export function lockFile(path: string): FileLock {
  const side = `${path}.lock`;
  const database = new Database(side, { timeout: 250 });
  try {
    database.exec("BEGIN EXCLUSIVE");
    if (process.platform !== "win32") chmodSync(side, 0o600);
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    throw new StoreInUseError(
      `${path} is already open in another Daybook; use that one, or stop it before starting another.`,
    );
  }
  return { release: () => void database.close() };
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
}
