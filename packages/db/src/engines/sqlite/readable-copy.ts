import { accessSync, constants, copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

export interface ReadableCopy {
  readonly path: string;
  remove(): void;
}

/**
 * A copy of a database in a read-only folder, with its log; null if the folder is writable. SQLite keeps the readers'
 * shared memory next to the file, so it cannot read a database where it cannot create files.
 */
export function readableCopy(path: string): ReadableCopy | null {
  if (isWritable(dirname(path)) || existsSync(`${path}-shm`)) return null;
  const folder = mkdtempSync(join(tmpdir(), "daybook-reading-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const copy = join(folder, basename(path));
  try {
    for (const end of ["", "-wal"])
      if (existsSync(`${path}${end}`)) copyFileSync(`${path}${end}`, `${copy}${end}`);
    return { path: copy, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
