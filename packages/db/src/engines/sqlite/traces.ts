import {
  existsSync,
  lstatSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
} from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { StoreRefused } from "../../store-error.ts";
import { lockPath } from "./lock.ts";
import { witnessPath } from "./witness.ts";

/** The hint for an operator who wants to start with a new database. */
const HOW_TO_CREATE = "create a new database with `npm run shop -- start --new`";

/**
 * Resolves a symbolic link, so the files next to the target are found. Throws `StoreRefused` if the target is missing.
 */
export function behindLink(path: string): string {
  for (const link of [path, dirname(path)]) {
    if (!isLink(link) || existsSync(link)) continue;
    throw new StoreRefused(
      `${path} is missing: ${link} is a link to ${resolve(dirname(link), readlinkSync(link))}, which does not exist; ` +
        `connect its disk, or remove the link and ${HOW_TO_CREATE}.`,
    );
  }
  return isLink(path) ? realpathSync(path) : path;
}

/** Names of files next to a missing database that exist only if there was one. */
export function tracesOf(path: string, further: readonly string[]): string[] {
  const folder = dirname(path);
  if (!existsSync(folder)) return [];
  const name = basename(path);
  const isRescued = rescueOf(path);
  const names = readdirSync(folder);
  const traces = names.filter(
    (found) =>
      found.startsWith(`${name}-wal`) ||
      found === `${name}-shm` ||
      found.startsWith(basename(witnessPath(path))) ||
      (found.startsWith(`${name}.before-`) && found.endsWith(".bak")) ||
      isRescued(found) ||
      further.includes(found),
  );
  // An interrupted first start leaves its incomplete file next to the lock: it contained no data.
  const cutOff = names.includes(`${name}.new`);
  const lock = basename(lockPath(path));
  if (names.includes(lock) && !cutOff) traces.push(lock);
  return traces.map((found) => join(folder, found));
}

/** The copies beside a database of what Daybook still had when its file was taken away, the newest last. */
export function rescueFiles(path: string): string[] {
  const folder = dirname(path);
  return readdirSync(folder)
    .filter(rescueOf(path))
    .toSorted()
    .map((found) => join(folder, found));
}

function rescueOf(path: string): (name: string) => boolean {
  const begins = `${basename(path, extname(path))}-rescue-`;
  return (name) => name.startsWith(begins) && name.endsWith(".db");
}

/**
 * Never creates a new database in place of a missing one: the file may be elsewhere, on a disconnected disk, or
 * deleted.
 */
export function refuseTraces(path: string, traces: readonly string[]): void {
  const [trace] = traces;
  if (trace === undefined) return;
  const copies = traces.filter((found) => /\.(bak|db)$/.test(found));
  const copy = copies.length === 0 ? "restore a backup" : `restore a copy (${copies.join(", ")})`;
  throw new StoreRefused(
    `${path} is missing, and ${trace} shows that it was there; put the file back, ${copy}, or ${HOW_TO_CREATE}.`,
  );
}

/** Renames the log and the witness of an earlier database, so a new one does not use them. */
export function setAsideTraces(path: string): void {
  for (const file of [`${path}-wal`, witnessPath(path)])
    if (existsSync(file)) renameSync(file, asideName(file));
  rmSync(`${path}-shm`, { force: true });
}

/** The new name of a file that is no longer used. */
export function asideName(file: string): string {
  const time = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
  return `${file}.aside-${time}`;
}

/** Removes a closed database with all its files, for databases that can be rebuilt. */
export function removeDatabase(path: string): void {
  for (const file of [path, `${path}-wal`, `${path}-shm`, witnessPath(path), lockPath(path)])
    rmSync(file, { force: true });
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
