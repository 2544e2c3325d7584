/** The second folder for backups, on another disk: a stick, a second disk or a server of the network. */
import {
  copyFile,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { readBackupName } from "@daybook/contract/backups";
import type { SecondPlaceState } from "@daybook/contract/backups";
import { backupsToRemove } from "@daybook/core/backups/retention";
import { runAside } from "./run-aside.ts";

/** Without it the folder is that of another disk: an unplugged stick leaves an empty folder behind. */
const MARK = ".daybook-backups";
/** A disk of the network that is gone answers nothing for minutes. */
const MOST_WAIT_MS = 3_000;

/**
 * Marks a folder as the second place. Throws if it is not there, cannot be written, or is in the data folder `home`,
 * with which its copies would be lost.
 */
export async function prepareSecondPlace(folder: string, home: string): Promise<void> {
  if (!isAbsolute(folder)) throw new Error(`${folder} is not a full path`);
  await within(markFolder(folder, home));
}

async function markFolder(folder: string, home: string): Promise<void> {
  if (!(await stat(folder)).isDirectory()) throw new Error(`${folder} is not a folder`);
  if (await isInside(folder, home)) throw new Error(`${folder} is in the data folder`);
  await writeFile(join(folder, MARK), "Backups of Daybook are copied to this folder.\n");
  await syncNames(folder);
}

/** Whether a folder is `home` or in it, also by way of a link. */
async function isInside(folder: string, home: string): Promise<boolean> {
  const [inner, outer] = await Promise.all([realpath(folder), realpath(home)]);
  const path = relative(outer, inner);
  return !isAbsolute(path) && path.split(sep)[0] !== "..";
}

/** `newest` is the newest backup in the first place. Never throws. */
export async function stateOfSecondPlace(
  folder: string,
  newest: { readonly name: string; readonly sizeBytes: number } | null,
): Promise<SecondPlaceState> {
  if (folder === "") return "none";
  try {
    await within(readFile(join(folder, MARK)));
    if (newest === null) return "ok";
    const copy = await within(stat(join(folder, newest.name))).catch(() => null);
    return copy?.size === newest.sizeBytes ? "ok" : "behind";
  } catch {
    return "unplugged";
  }
}

/** Copies a backup, compares the hash of the copy, and removes old copies. Throws if that is not possible. */
export async function copyToSecondPlace(
  folder: string,
  file: { readonly name: string; readonly path: string },
  now: number,
): Promise<void> {
  const target = join(folder, file.name);
  const part = `${target}.part`;
  try {
    await copyFile(file.path, part);
    await syncCopy(part);
    const [original, copy] = await Promise.all(
      [file.path, part].map((path) => runAside("hash", { path })),
    );
    if (original !== copy) throw new Error(`${part} differs from ${file.path}`);
    await rename(part, target);
    await syncNames(folder);
  } finally {
    await rm(part, { force: true });
  }
  await removeOldCopies(folder, now);
}

const syncCopy = (path: string): Promise<void> => sync(path, "r+");

/** New names in the folder survive a power cut. */
async function syncNames(folder: string): Promise<void> {
  if (process.platform !== "win32") await sync(folder, "r");
}

async function sync(path: string, flags: string): Promise<void> {
  const file = await open(path, flags);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function removeOldCopies(folder: string, now: number): Promise<void> {
  const copies = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const named = readBackupName(name);
      // The time of a copy is when it was copied, so the name says when the backup was made.
      const madeAt = named === null ? 0 : Date.parse(`${named.localTime}Z`);
      return named === null ? [] : [{ ...named, name, madeAt, checked: true }];
    }),
  );
  for (const name of backupsToRemove(copies.flat(), now)) await rm(join(folder, name));
}

function within<T>(waiting: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("the folder does not respond")), MOST_WAIT_MS);
  });
  return Promise.race([waiting, late]).finally(() => clearTimeout(timer));
}
