/** The archive of a database goes where the database goes: to its backups, and back. */
import {
  chmodSync,
  constants,
  existsSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { copyFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { hashOfFile } from "./archive-file.ts";
import { archiveOf } from "./archive-views.ts";
import type { ArchiveFile } from "./archive-views.ts";
import { makePrivate } from "./lock.ts";
import { syncFolder } from "./opening.ts";
import { stagingPath } from "./replace-file.ts";
import { syncFile } from "./sync-file.ts";

/** The archive that the database in a file records; null if it has none. */
export function archiveIn(path: string): ArchiveFile | null {
  const database = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return archiveOf(database);
  } finally {
    database.close();
  }
}

/**
 * Copies the archive from the first of these folders that has it, unless it is in the target already. Returns whether it
 * is there then: complete, compared by its hash, and on disk.
 */
export async function copyArchive(
  archive: ArchiveFile,
  folders: readonly string[],
  target: string,
): Promise<boolean> {
  const { fileName, sha256, sizeBytes } = archive;
  const path = join(target, fileName);
  if (isThere(path, sizeBytes)) return true;
  const source = folders
    .map((folder) => join(folder, fileName))
    .find((one) => isThere(one, sizeBytes));
  if (source === undefined) return false;
  const part = `${path}.part`;
  try {
    // Where the file system can, without copying the bytes.
    await copyFile(source, part, constants.COPYFILE_FICLONE);
    makePrivate(part);
    syncFile(part);
    if ((await hashOfFile(part)) !== sha256) return false;
    renameSync(part, path);
    chmodSync(path, 0o400);
    syncFolder(path);
    return true;
  } finally {
    rmSync(part, { force: true });
  }
}

function isThere(path: string, sizeBytes: number): boolean {
  return statSync(path, { throwIfNoEntry: false })?.size === sizeBytes;
}

/**
 * Removes the earlier archives of a database, of which the backups have copies. Not while a backup is prepared that will
 * replace the database: one of them may be its archive.
 */
export function removeOldArchives(path: string, current: ArchiveFile | null): void {
  if (existsSync(stagingPath(path))) return;
  for (const name of readdirSync(dirname(path)))
    if (/^archive-[0-9a-f]{16}\.db$/.test(name) && name !== current?.fileName)
      rmSync(join(dirname(path), name), { force: true });
}
