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

/** What Daybook says to whoever really wants to begin anew. */
const HOW_TO_BEGIN = "start with a new database on purpose with `npm run shop -- start --new`";

/** The file behind a link, so that what lies beside it is found. Throws `StoreRefused` where the link leads nowhere. */
export function behindLink(path: string): string {
  for (const link of [path, dirname(path)]) {
    if (!isLink(link) || existsSync(link)) continue;
    throw new StoreRefused(
      `${path} is missing: ${link} is a link to ${resolve(dirname(link), readlinkSync(link))}, which is not there; ` +
        `connect its disk, or remove the link and ${HOW_TO_BEGIN}.`,
    );
  }
  return isLink(path) ? realpathSync(path) : path;
}

/** Names of files beside a missing database that were only ever made where there was one. */
export function tracesOf(path: string, further: readonly string[]): string[] {
  const folder = dirname(path);
  if (!existsSync(folder)) return [];
  const name = basename(path);
  const rescued = `${basename(path, extname(path))}-rescue-`;
  const names = readdirSync(folder);
  const traces = names.filter(
    (found) =>
      found.startsWith(`${name}-wal`) ||
      found === `${name}-shm` ||
      found.startsWith(basename(witnessPath(path))) ||
      (found.startsWith(`${name}.before-`) && found.endsWith(".bak")) ||
      (found.startsWith(rescued) && found.endsWith(".db")) ||
      further.includes(found),
  );
  // A first start that was cut off leaves its half-made file beside the lock: nothing was ever kept there.
  const cutOff = names.includes(`${name}.new`);
  const lock = basename(lockPath(path));
  if (names.includes(lock) && !cutOff) traces.push(lock);
  return traces.map((found) => join(folder, found));
}

/** Never begins new books where there were some: the file is somewhere else, on a disk that is not connected or deleted. */
export function refuseTraces(path: string, traces: readonly string[]): void {
  const [trace] = traces;
  if (trace === undefined) return;
  const copies = traces.filter((found) => /\.(bak|db)$/.test(found));
  const copy = copies.length === 0 ? "restore a backup" : `restore a copy (${copies.join(", ")})`;
  throw new StoreRefused(
    `${path} is missing, and ${trace} shows that it was there; put the file back, ${copy}, or ${HOW_TO_BEGIN}.`,
  );
}

/** Keeps a log and a witness of earlier books under other names, so that new ones do not take them for their own. */
export function setAsideTraces(path: string): void {
  for (const file of [`${path}-wal`, witnessPath(path)])
    if (existsSync(file)) renameSync(file, asideName(file));
  rmSync(`${path}-shm`, { force: true });
}

/** The name under which a file is kept that is not used any more. */
export function asideName(file: string): string {
  const time = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
  return `${file}.aside-${time}`;
}

/** Removes a closed database with all that lies beside it, for books that can be made again. */
export function removeDatabase(path: string): void {
  for (const file of [path, `${path}-wal`, `${path}-shm`, witnessPath(path), lockPath(path)])
    rmSync(file, { force: true });
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
