import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  statSync,
} from "node:fs";
import type { Stats } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import type Database from "better-sqlite3";
import { StoreRefused } from "../../store-error.ts";
import { APPLICATION_ID } from "./connection.ts";
import { checkFailed } from "./open-errors.ts";

/** What exists at the path of a database. */
export type FileInspection =
  | { readonly kind: "none" }
  | { readonly kind: "books"; readonly bytes: number; readonly closedCleanly: boolean };

/**
 * Network file systems by their `statfs` number on Linux; SQLite's shared memory does not work reliably on any of
 * these.
 */
const NETWORK_FILE_SYSTEMS = new Map<number, string>([
  [0x6969, "NFS"],
  [0x517b, "SMB"],
  [0xff534d42, "CIFS"],
  [0xfe534d42, "SMB2"],
  [0x65735546, "FUSE"],
  [0x01021997, "9p"],
  [0x6a656a63, "virtiofs"],
  [0x00c36400, "Ceph"],
  [0x5346414f, "AFS"],
  [0x564c, "NCP"],
  [0x73757245, "Coda"],
]);

const MAGIC = "SQLite format 3\0";
const CHECK_WHOLE_FILE_BELOW = 32 * 1024 * 1024;
const SMALL_CHECKS = ["shop", "device", "app_user", "location"].map(
  (table) => `PRAGMA quick_check(${table})`,
);

/** Returns the `type` of the file system of a folder; tests replace it. */
export type FileSystemType = (folder: string) => Promise<number>;

export const fileSystemType: FileSystemType = async (folder) => (await statfs(folder)).type;

/** The name of a network file system that a folder is on; null on a disk of this computer. */
export async function networkFileSystem(
  folder: string,
  typeOf: FileSystemType = fileSystemType,
): Promise<string | null> {
  // The numbers are different on other systems.
  if (process.platform !== "linux") return null;
  return NETWORK_FILE_SYSTEMS.get((await typeOf(folder)) >>> 0) ?? null;
}

/** Creates the folder of a database (accessible only by its owner) if missing, and refuses unsuitable folders. */
export async function prepareFolder(path: string, typeOf: FileSystemType | null): Promise<void> {
  const folder = dirname(path);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StoreRefused(
      `The folder ${folder} for the database cannot be created (${reasonOf(error)}); choose a folder that you can write to.`,
    );
  }
  await refuseNetworkFolder(path, typeOf);
  refuseUnwritable(
    folder,
    `The folder ${folder}`,
    "Daybook writes a log next to the database while it runs",
  );
}

/** Refuses a folder on a network file system; `typeOf` is null if the operator allowed it. */
export async function refuseNetworkFolder(
  path: string,
  typeOf: FileSystemType | null,
): Promise<void> {
  if (typeOf === null) return;
  const folder = dirname(path);
  const name = await networkFileSystem(folder, typeOf);
  if (name === null) return;
  throw new StoreRefused(
    `The folder ${folder} is on a network or shared file system (${name}), where databases get damaged; ` +
      "keep the database on a disk of this computer.",
  );
}

/**
 * Checks the file at `path` without changing it. Throws `StoreRefused` for anything that is not an undamaged Daybook
 * file: Daybook never replaces a damaged or unknown file with an empty one.
 */
export function inspectFile(path: string, newestFormat: number): FileInspection {
  const found = findFile(path);
  if (found === null) return { kind: "none" };
  const header = readHeader(path);
  if (header.toString("latin1", 0, MAGIC.length) !== MAGIC) {
    throw new StoreRefused(
      `${path} is damaged or not a database; restore the last good backup, or choose another file for the database.`,
    );
  }
  if (header.readUInt32BE(68) !== APPLICATION_ID) {
    throw new StoreRefused(
      `${path} belongs to another program; choose another file for the database.`,
    );
  }
  if (header.readUInt32BE(60) > newestFormat) throw newerDatabase(path);
  return { kind: "books", bytes: found.size, closedCleanly: isEmpty(`${path}-wal`) };
}

/**
 * What exists at `path`, without reading it; null if nothing does. Throws `StoreRefused` if it cannot be a database.
 */
export function findFile(path: string): Stats | null {
  if (!existsSync(path)) {
    refuseOrphanedLog(path);
    return null;
  }
  const found = statSync(path);
  if (found.isDirectory())
    throw new StoreRefused(`${path} is a folder; choose a file for the database instead.`);
  if (!found.isFile())
    throw new StoreRefused(
      `${path} is not an ordinary file (a device, a pipe or a socket); choose a file for the database instead.`,
    );
  if (found.size === 0) {
    throw new StoreRefused(
      `${path} is empty (0 bytes); restore a backup, or move it away to start with a new database.`,
    );
  }
  return found;
}

/** Refuses the database of another program or of a newer Daybook version. */
export function refuseForeign(
  database: Database.Database,
  path: string,
  newestFormat: number,
): void {
  if (Number(database.pragma("application_id", { simple: true })) !== APPLICATION_ID)
    throw new StoreRefused(
      `${path} belongs to another program; choose another file for the database.`,
    );
  if (Number(database.pragma("user_version", { simple: true })) > newestFormat)
    throw newerDatabase(path);
}

/** Refuses a file that is readable but not writable. */
export function refuseReadOnly(path: string): void {
  refuseUnwritable(path, `The file ${path}`, "Daybook writes every sale into it");
}

/**
 * Checks for damage: the whole file after an unclean shutdown or if the file is small; otherwise its length and the
 * tables that every start reads.
 */
export function refuseDamaged(
  database: Database.Database,
  path: string,
  inspection: FileInspection,
  newestFormat: number,
): void {
  database.prepare("SELECT count(*) FROM sqlite_schema").get();
  const isWhole =
    inspection.kind === "books" &&
    (!inspection.closedCleanly || inspection.bytes < CHECK_WHOLE_FILE_BELOW);
  const checks = isWhole ? ["PRAGMA quick_check(1)"] : SMALL_CHECKS;
  for (const check of checks) {
    const [result] = database.prepare(check).pluck().all();
    if (result !== "ok") throw checkFailed(path, String(result));
  }
  // The header on disk may be older than the log, so SQLite's own value is used.
  if (Number(database.pragma("user_version", { simple: true })) > newestFormat)
    throw newerDatabase(path);
}

/** Makes a new directory entry durable: otherwise a power cut can lose the file although its content was synced. */
export function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(dirname(path), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function newerDatabase(path: string): StoreRefused {
  return new StoreRefused(
    `${path} was last used by a newer Daybook; install that version or newer.`,
  );
}

function refuseOrphanedLog(path: string): void {
  if (isEmpty(`${path}-wal`)) return;
  throw new StoreRefused(
    `${path} is missing but its log ${path}-wal is there; put the file back next to it, or restore a backup.`,
  );
}

function refuseUnwritable(path: string, called: string, because: string): void {
  try {
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw new StoreRefused(
      `${called} cannot be written (${reasonOf(error)}) and ${because}; change its permissions.`,
    );
  }
}

function readHeader(path: string): Buffer {
  const header = Buffer.alloc(100);
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    throw new StoreRefused(
      `The file ${path} cannot be read (${reasonOf(error)}); change its permissions.`,
    );
  }
  try {
    readSync(file, header, 0, header.length, 0);
    return header;
  } finally {
    closeSync(file);
  }
}

function isEmpty(path: string): boolean {
  return !existsSync(path) || statSync(path).size === 0;
}

function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
