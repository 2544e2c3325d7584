import { accessSync, constants, copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

export interface ReadableCopy {
  readonly path: string;
  remove(): void;
}

/**
 * A copy of a database in a folder that may only be read, and of its log; null where the folder may be written. SQLite
 * keeps the memory that readers share beside the file, so it cannot read one where nothing can be made.
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
