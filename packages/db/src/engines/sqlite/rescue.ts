import { copyFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { basename, dirname, extname, join } from "node:path";
import Database from "better-sqlite3";
import type { Connection } from "./connection.ts";
import { makePrivate } from "./lock.ts";
import { stampCopy } from "./log-stamp.ts";
import { syncFile } from "./sync-file.ts";

/**
 * Saves the data of an open connection whose file was deleted or overwritten, and returns a sentence with its path.
 * Never throws.
 */
export function rescue(connection: Connection, path: string, now: number): string {
  const name = basename(path, extname(path));
  const time = new Date(now).toISOString().slice(0, 19).replaceAll(":", "-");
  const failures: string[] = [];
  for (const folder of [dirname(path), homedir(), tmpdir()]) {
    const target = join(folder, `${name}-rescue-${time}.db`);
    try {
      save(connection.database, target);
      return `Everything saved until then is in ${target}.`;
    } catch (error) {
      failures.push(`${target}: ${error instanceof Error ? error.message : String(error)}`);
      const log = keepLog(path, `${target}-wal`);
      if (log !== null) return `No complete copy could be saved (${failures.join("; ")}). ${log}`;
    }
  }
  return `No copy could be saved (${failures.join("; ")}).`;
}

/** Throws if the copy cannot be written or is inconsistent. */
function save(database: Database.Database, target: string): void {
  let whole = false;
  try {
    database.prepare("VACUUM INTO ?").run(target);
    makePrivate(target);
    const copy = new Database(target, { fileMustExist: true });
    try {
      const result = String(copy.prepare("PRAGMA quick_check(1)").pluck().get());
      if (result !== "ok") throw new Error(result);
      stampCopy(copy);
    } finally {
      copy.close();
    }
    syncFile(target);
    whole = true;
  } finally {
    if (!whole) rmSync(target, { force: true });
  }
}

/** After an overwrite the log still contains the last sales, whatever the file contains. */
function keepLog(path: string, target: string): string | null {
  try {
    copyFileSync(`${path}-wal`, target);
    return `The log with the last sales is in ${target}; keep it.`;
  } catch {
    return null;
  }
}
