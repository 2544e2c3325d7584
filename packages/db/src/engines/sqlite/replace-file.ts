/** Replaces the database file by another one, in steps that a kill or a power cut cannot leave half done. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { lockFile } from "./lock.ts";
import { syncFolder } from "./opening.ts";
import { saveFile, savingPath, syncFile } from "./sync-file.ts";

/** The replacement was decided: the next start finishes it. */
interface Plan {
  /** The name of the folder, next to the database, that keeps what is replaced. */
  readonly keptIn: string;
}

/** The prepared file has this path until it replaces the database. */
export const stagingPath = (path: string): string => `${path}.restoring`;
const planPath = (path: string): string => `${path}.restore.json`;

/** Everything that belongs to one database; the file itself is last, so an interrupted move continues with it. */
const PARTS = ["-wal", "-shm", ".witness", ""];

/** Removes a prepared file that was not needed, with everything next to it. */
export function removeStaging(path: string): void {
  const staging = basename(stagingPath(path));
  const folder = dirname(path);
  if (!existsSync(folder)) return;
  rmSync(savingPath(planPath(path)), { force: true });
  for (const name of readdirSync(folder))
    if (name.startsWith(staging)) rmSync(join(folder, name), { force: true, recursive: true });
}

/** Only the prepared file itself remains: it was closed, and belongs to another path from now on. */
export function finishStaging(path: string): void {
  const staging = stagingPath(path);
  const folder = dirname(path);
  syncFile(staging);
  for (const name of readdirSync(folder))
    if (name.startsWith(basename(staging)) && name !== basename(staging))
      rmSync(join(folder, name), { force: true });
}

/**
 * Decides that the prepared file replaces the database, which is kept in `replaced/<name>`. From here on the next start
 * finishes it, whatever happens. Returns that folder.
 */
export function decideReplacement(path: string, name: string): string {
  const plan: Plan = { keptIn: join("replaced", name) };
  saveFile(planPath(path), JSON.stringify(plan));
  return join(dirname(path), plan.keptIn);
}

/**
 * Finishes a replacement that was decided, and removes what an undecided one has left. Returns the folder with the
 * replaced database, or null. Throws `StoreInUseError` while another process has the database.
 */
export function finishReplacement(path: string): string | null {
  const hasPlan = existsSync(planPath(path));
  if (!hasPlan && !existsSync(stagingPath(path))) return null;
  const lock = lockFile(path);
  try {
    if (!hasPlan) {
      removeStaging(path);
      return null;
    }
    // safe because decideReplacement wrote it, and its rename made it complete
    const { keptIn } = JSON.parse(readFileSync(planPath(path), "utf8")) as Plan;
    const folder = join(dirname(path), keptIn);
    // Without the prepared file it is in place already, and what is at the path must stay.
    if (existsSync(stagingPath(path))) switchFiles(path, folder);
    rmSync(planPath(path));
    syncFolder(path);
    return folder;
  } finally {
    lock.release();
  }
}

function switchFiles(path: string, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const part of PARTS)
    if (existsSync(path + part)) renameSync(path + part, join(folder, basename(path) + part));
  syncFolder(join(folder, basename(path)));
  syncFolder(path);
  renameSync(stagingPath(path), path);
  syncFolder(path);
}
