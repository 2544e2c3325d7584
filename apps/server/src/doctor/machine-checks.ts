/** What the computer must have: a place for the data, room on the disk, a free port. */
import { accessSync, constants, existsSync, readdirSync, statfsSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { networkFileSystem } from "@daybook/db/engines/sqlite/opening";
import { answers, readServerFile } from "../server-file.ts";
import { Findings } from "./finding.ts";
import type { Finding } from "./finding.ts";

const GIB = 1024 ** 3;
/** Below this the next days may fill the disk. */
const LITTLE_BYTES = 2 * GIB;
const LITTLE_SHARE = 0.05;
/** Below this a large import, or a copy before an update, fails. */
const TOO_LITTLE_BYTES = GIB / 2;
/** Folders that a program copies to other computers while Daybook writes to them. */
const SYNCED = /[\\/](OneDrive|Dropbox|iCloud ?Drive|Google ?Drive|Nextcloud|Mobile Documents)\b/i;
const OTHERS = 0o077;

/** Whether the data folder is usable, and by the right users only. */
export function checkDataFolder(folder: string): Finding[] {
  const found = new Findings("data folder");
  if (!existsSync(folder))
    return [found.ok(`${folder} does not exist yet; the first start creates it.`)];
  if (!statSync(folder).isDirectory())
    return [
      found.problem(
        `${folder} is not a folder.`,
        "Set DAYBOOK_DATA to a folder, then start again.",
      ),
    ];
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    const next = "Give it to the user who starts Daybook, or set DAYBOOK_DATA to another folder.";
    return [found.problem(`${folder} cannot be read and written by this user.`, next)];
  }
  // Windows has other permissions, which Node does not show.
  const open = process.platform === "win32" ? [] : readableByOthers(folder);
  if (open.length === 0) return [found.ok(`${folder} can be used, and only by its owner.`)];
  const next = `Run: chmod -R go= '${folder}'`;
  return [found.warning(`Other users of this computer can read ${open.join(", ")}.`, next)];
}

/** A folder that is closed to others protects what is in it. */
function readableByOthers(folder: string): string[] {
  const isOpen = (path: string): boolean => (statSync(path).mode & OTHERS) !== 0;
  if (!isOpen(folder)) return [];
  const files = readdirSync(folder).filter((name) => isOpen(join(folder, name)));
  return [folder, ...files.filter((name) => name !== "README.txt")];
}

/** Whether the file system keeps a database safe. */
export async function checkFileSystem(
  folder: string,
  options: { readonly allowed: boolean; readonly typeOf?: (folder: string) => Promise<number> },
): Promise<Finding[]> {
  const found = new Findings("file system");
  const network = await networkFileSystem(nearestFolder(folder), options.typeOf);
  const next = "Move the data to a disk of this computer, and set DAYBOOK_DATA to its folder.";
  if (network !== null) {
    const says = `${folder} is on a network or shared file system (${network}), where databases get damaged.`;
    return [options.allowed ? found.warning(says, next) : found.problem(says, next)];
  }
  if (SYNCED.test(folder))
    return [
      found.warning(
        `${folder} seems to be copied to other computers while Daybook writes to it, which can damage the database.`,
        next,
      ),
    ];
  return [found.ok("The data is on a disk of this computer.")];
}

export interface DiskSpace {
  readonly bavail: number;
  readonly blocks: number;
  readonly bsize: number;
}

/** Whether there is room for the next weeks. */
export function checkDisk(
  folder: string,
  spaceOf: (folder: string) => DiskSpace = statfsSync,
): Finding[] {
  const found = new Findings("disk");
  const { bavail, blocks, bsize } = spaceOf(nearestFolder(folder));
  const free = bavail * bsize;
  const says = `${(free / GIB).toFixed(1)} GiB are free on the disk of ${folder}.`;
  const next = "Delete what is not needed, or move the data folder to a larger disk.";
  if (free < TOO_LITTLE_BYTES) return [found.problem(says, next)];
  if (free < LITTLE_BYTES || bavail < blocks * LITTLE_SHARE) return [found.warning(says, next)];
  return [found.ok(says)];
}

/** The folder itself, or the nearest one above it that exists. */
function nearestFolder(folder: string): string {
  let at = folder;
  while (!existsSync(at) && join(at, "..") !== at) at = join(at, "..");
  return at;
}

/** The address of the running server of this data folder; null if none is running. */
export async function runningServer(dataFolder: string): Promise<string | null> {
  const file = readServerFile(dataFolder);
  return file !== null && (await answers(file.url)) ? file.url : null;
}

/** Whether the port can be used, if Daybook is not using it now. */
export async function checkPort(port: number, running: string | null): Promise<Finding[]> {
  const found = new Findings("port");
  if (running !== null) return [found.ok(`Daybook is running at ${running}.`)];
  const code = await listenOnce(port);
  if (code === null) return [found.ok(`Port ${port} is free.`)];
  return code === "EADDRINUSE"
    ? [
        found.problem(
          `Port ${port} is used by another program.`,
          "Stop it, or set DAYBOOK_PORT to another number.",
        ),
      ]
    : [
        found.problem(
          `Port ${port} cannot be opened (${code}).`,
          "Set DAYBOOK_PORT to a number above 1024.",
        ),
      ];
}

function listenOnce(port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve("code" in error ? String(error.code) : "error"));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(null)));
  });
}
