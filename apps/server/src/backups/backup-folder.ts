import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { backupName, readBackupName } from "@daybook/contract/backups";
import type { BackupForm, BackupTrigger, NamedBackup } from "@daybook/contract/backups";
import { archiveIn } from "@daybook/db/engines/sqlite/archive-file";
import { syncFolder } from "@daybook/db/engines/sqlite/opening";
import { BackupFailed } from "./backup-failure.ts";

/** A backup in a folder. */
export interface FoundBackup extends NamedBackup {
  readonly name: string;
  readonly sizeBytes: number;
  /** When the file was last written, in UTC milliseconds. */
  readonly writtenAt: number;
}

/** What a backup leaves free: below this the shop only sells. */
const RESERVE_BYTES = 500 * 1024 * 1024;
const PART = ".part";

/** The data folder of a shop: that of its database, or for a shop in PostgreSQL the folder of this installation. */
export function homeOf({ storeUrl, dataFolder }: HomeConfig): string {
  return storeUrl.startsWith("file:") ? dirname(storeUrl.slice("file:".length)) : dataFolder;
}

type HomeConfig = { readonly storeUrl: string; readonly dataFolder: string };

/** The backups of a shop are in this folder. */
export const backupFolderOf = (config: HomeConfig): string => join(homeOf(config), "backups");

/** Creates the folder, accessible only by its owner; it survives a power cut. Throws `BackupFailed`. */
export function prepareBackupFolder(folder: string): void {
  try {
    if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) syncFolder(folder);
  } catch (error) {
    throw new BackupFailed("folder_unusable", String(error));
  }
}

/** The backups in a folder; none if there is no such folder. */
export function listBackups(folder: string): FoundBackup[] {
  return namesIn(folder).flatMap((name) => {
    const named = readBackupName(name);
    const found =
      named === null ? undefined : statSync(join(folder, name), { throwIfNoEntry: false });
    if (named === null || found === undefined) return [];
    return [{ ...named, name, sizeBytes: found.size, writtenAt: Math.floor(found.mtimeMs) }];
  });
}

/** Removes what an interrupted backup has left. */
export function removeParts(folder: string): void {
  for (const name of namesIn(folder))
    if (name.startsWith("daybook-") && /(\.part)+(-journal)?$/.test(name))
      rmSync(join(folder, name), { force: true });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The first name of this moment that is free; the part of it has no final name. */
export function freeName(
  folder: string,
  localTime: string,
  kind: {
    readonly trigger: BackupTrigger;
    readonly form: BackupForm;
    readonly encrypted: boolean;
  },
): { readonly name: string; readonly part: string } {
  const taken = new Set(namesIn(folder));
  for (let number = 1; ; number++) {
    const name = backupName(localTime, kind.trigger, { ...kind, number });
    if (!taken.has(name)) return { name, part: join(folder, name + PART) };
  }
}

/** Gives a finished file its final name, which survives a power cut. */
export function publishPart(folder: string, name: string): void {
  const path = join(folder, name);
  renameSync(path + PART, path);
  syncFolder(path);
}

/** Returns the free bytes of the disk of a folder. */
export type FreeBytes = (folder: string) => number;

export const freeBytesOf: FreeBytes = (folder) => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

/** Throws `BackupFailed` if a file of this size does not fit, with the reserve that selling needs. */
export function refuseFullDisk(folder: string, bytes: number, freeBytes: FreeBytes): void {
  const needed = bytes + RESERVE_BYTES;
  const free = freeBytes(folder);
  if (free >= needed) return;
  throw new BackupFailed("no_space", `${free} bytes are free, ${needed} are needed`);
}

/** The bytes of a database with its log and its archive. */
export function sizeOfDatabase(path: string): number {
  const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const archived = existsSync(path) ? (archiveIn(path)?.sizeBytes ?? 0) : 0;
  return sizeOf(path) + sizeOf(`${path}-wal`) + archived;
}
