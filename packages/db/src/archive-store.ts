/** Moves rows of closed years out of the live tables and back, on either engine. */
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { getTableName } from "drizzle-orm";
import { ARCHIVED_TABLES } from "./archived-rows.ts";
import type { ArchiveLimit, RowCounts } from "./archived-rows.ts";
import * as onServer from "./engines/postgres/archive-rows.ts";
import * as onFile from "./engines/sqlite/archive-rows.ts";
import { writeArchiveFile, writePurgedFile } from "./engines/sqlite/archive-file.ts";
import { tables } from "./schema/tables.ts";
import { StoreRefused } from "./store-error.ts";
import type { ReadTx, Store, WriteTx } from "./types.ts";

/** An archive before the transaction that makes it the current one. */
export interface PreparedArchive extends ArchiveLimit {
  /** SQLite: the file next to the database; empty on PostgreSQL. */
  readonly fileName: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** The rows that are in it and not in the current archive. */
  readonly moved: RowCounts;
  /** Removes the file of an archive that did not become the current one. */
  discard(): void;
}

/**
 * On SQLite, writes the archive next to the database: the rows of the current one and those that move. Nothing uses the
 * file until `moveToArchive` has committed. Throws `StoreRefused` for a database that is no file.
 */
export async function prepareArchive(store: Store, limit: ArchiveLimit): Promise<PreparedArchive> {
  if (store.engine === "postgres")
    return {
      ...limit,
      fileName: "",
      sha256: "",
      sizeBytes: 0,
      moved: {},
      discard: () => undefined,
    };
  if (!store.url.startsWith("file:"))
    throw new StoreRefused("Only a database in a file can have an archive.");
  const path = store.url.slice("file:".length);
  const file = await writeArchiveFile(path, limit);
  const discard = () => rmSync(join(dirname(path), file.fileName), { force: true });
  return { ...limit, ...file, discard };
}

/**
 * Makes a prepared archive the current one, in the transaction of the caller, who holds `lockLedger`. Returns the rows
 * of the whole archive. On SQLite the store must be opened again before it reads them. Throws if the rows have changed
 * since the archive was prepared.
 */
export async function moveToArchive(
  tx: WriteTx,
  prepared: PreparedArchive,
  movedAt: number,
): Promise<RowCounts> {
  const counts = await sumWithPresent(tx, await rowsOut(tx, prepared));
  const { recordArchive } = tx.t;
  const { beforeDate, fileName, sha256, sizeBytes } = prepared;
  const row = { beforeDate, fileName, sha256, sizeBytes, counts, movedAt };
  await tx.db
    .insert(recordArchive)
    .values({ id: 1, ...row })
    .onConflictDoUpdate({ target: recordArchive.id, set: row });
  return counts;
}

/** Brings every archived row back, in the transaction of the caller, who holds `lockLedger`. */
export async function moveFromArchive(tx: WriteTx): Promise<void> {
  const engine = tx.dialect.engine === "postgres" ? onServer : onFile;
  await engine.bringRowsBack(tx);
  await tx.db.delete(tx.t.recordArchive);
}

/** An archive without its oldest entries of the audit log, before the transaction that makes it the current one. */
export interface PreparedPurge {
  /** In UTC milliseconds. */
  readonly before: number;
  readonly fileName: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  discard(): void;
}

/** On SQLite, writes the archive without the entries of the audit log before this moment, as `prepareArchive`. */
export async function preparePurge(store: Store, before: number): Promise<PreparedPurge> {
  if (store.engine === "postgres")
    return { before, fileName: "", sha256: "", sizeBytes: 0, discard: () => undefined };
  const path = store.url.slice("file:".length);
  const file = await writePurgedFile(path, before);
  const discard = () => rmSync(join(dirname(path), file.fileName), { force: true });
  return { before, ...file, discard };
}

/**
 * Makes a purged archive the current one, in the transaction of the caller, who holds `lockLedger`. Returns how many
 * entries are gone. On SQLite the store must be opened again before it reads them.
 */
export async function purgeArchive(tx: WriteTx, prepared: PreparedPurge): Promise<number> {
  const { recordArchive } = tx.t;
  const engine = tx.dialect.engine === "postgres" ? onServer : onFile;
  const removed = await engine.removeAuditEntries(tx, prepared.before);
  const { fileName, sha256, sizeBytes } = prepared;
  const moved = { [getTableName(tables.auditEntry)]: -removed };
  const counts = await sumWithPresent(tx, moved);
  await tx.db.update(recordArchive).set({ fileName, sha256, sizeBytes, counts });
  return removed;
}

async function rowsOut(tx: WriteTx, prepared: PreparedArchive): Promise<RowCounts> {
  if (tx.dialect.engine === "postgres") return onServer.takeRowsOut(tx, prepared);
  await onFile.takeRowsOut(tx, prepared);
  return prepared.moved;
}

/** The rows that are archived once these have moved. */
async function sumWithPresent(tx: ReadTx, moved: RowCounts): Promise<RowCounts> {
  const [before] = await tx.db
    .select({ counts: tx.t.recordArchive.counts })
    .from(tx.t.recordArchive);
  return Object.fromEntries(
    ARCHIVED_TABLES.map((name) => [name, (before?.counts[name] ?? 0) + (moved[name] ?? 0)]),
  );
}
