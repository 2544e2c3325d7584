/** Making a backup of either engine, and finding out what is in one. */
import { closeSync, openSync, readSync, statSync } from "node:fs";
import type { BackupForm } from "@daybook/contract/backups";
import { readDatabaseFacts } from "@daybook/core/backups/database-facts";
import {
  copyDatabase,
  findFacts,
  inspectDatabase,
  refuseDifference,
} from "@daybook/db/engines/sqlite/backup-file";
import type { DatabaseFacts } from "@daybook/db/engines/sqlite/backup-file";
import { StoreRefused } from "@daybook/db/store-error";
import { writeShopArchive } from "../exports/write-shop-archive.ts";
import { withReadOnlyStore } from "../with-read-only-store.ts";
import { findArchiveFacts, inspectArchive } from "./inspect-archive.ts";

/** How much smaller the archive of a shop is than its database, at most. */
const UNPACKED = 10;

const ZIP = Buffer.from("PK\u0003\u0004");

/** A copy of the file, or for a shop in PostgreSQL its archive, which restores on either engine. */
export const formOf = (url: string): BackupForm => (url.startsWith("file:") ? "db" : "zip");

/**
 * Writes what is in the database at `url` to the new file `target` while the shop sells, and checks all of it. Throws
 * if it differs from the database; then there is no file.
 */
export async function copyStore(url: string, target: string): Promise<DatabaseFacts> {
  if (formOf(url) === "db") return copyDatabase(url.slice("file:".length), target);
  const before = await factsOfStore(url);
  await writeShopArchive(url, target, true);
  const facts = await inspectArchive(target);
  refuseDifference(before, facts, await factsOfStore(url));
  return facts;
}

/** What is in a backup of either form, after a check of the whole file. Throws `BackupUnusable`. */
export async function inspectBackup(path: string): Promise<DatabaseFacts> {
  return isArchive(path) ? inspectArchive(path) : inspectDatabase(path);
}

/** Whether a file is a zip file; whatever else it is, it is read as a database. */
export function isArchive(path: string): boolean {
  const head = Buffer.alloc(ZIP.length);
  const file = openSync(path, "r");
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  return head.equals(ZIP);
}

/** About as many bytes as the database needs that is made from a backup, encrypted or not. */
export function unpackedSize(path: string): number {
  return statSync(path).size * (path.endsWith(".zip.age") || isArchive(path) ? UNPACKED : 1);
}

/** What is in the database at `url`; null if there is none that can be read. */
export async function findStoreFacts(url: string): Promise<DatabaseFacts | null> {
  if (url.startsWith("file:")) return findFacts(url.slice("file:".length));
  try {
    return await factsOfStore(url);
  } catch (error) {
    if (error instanceof StoreRefused) return null;
    throw error;
  }
}

/** What is in a backup, as far as its numbers must not be used again; null if it cannot be read. */
export async function findBackupFacts(path: string): Promise<DatabaseFacts | null> {
  return isArchive(path) ? findArchiveFacts(path) : findFacts(path);
}

function factsOfStore(url: string): Promise<DatabaseFacts> {
  return withReadOnlyStore(url, true, (store) => store.snapshot(readDatabaseFacts));
}
