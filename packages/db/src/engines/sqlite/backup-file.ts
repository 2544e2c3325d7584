/** Copies of an SQLite database in one file: making them, and finding out what is in one. */
import { closeSync, copyFileSync, existsSync, openSync, readSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { bringBack } from "./archive-update.ts";
import { archiveOf } from "./archive-views.ts";
import { APPLICATION_ID, connectFile } from "./connection.ts";
import { makePrivate } from "./lock.ts";
import { belongs, readLogNumber, readStamp, stampCopy } from "./log-stamp.ts";
import { appliedMigrations } from "./migrate-sqlite.ts";
import { syncFile } from "./sync-file.ts";
import type { BackupProblem } from "@daybook/contract/backup-failures";
import { pendingMigrations, readMigrations } from "../../migrate.ts";
import { StoreRefused } from "../../store-error.ts";

/** What is in a database, read without knowing the version that made it. */
export interface DatabaseFacts {
  /** The number of migrations. */
  readonly schemaVersion: number;
  /** Null before setup. */
  readonly shopName: string | null;
  readonly timeZone: string | null;
  /** When the last document was recorded, in UTC milliseconds; null without documents. */
  readonly lastSaleAt: number | null;
  readonly counts: Readonly<Record<"sales" | "products" | "customers" | "movements", number>>;
  readonly closings: number;
  /** The hash of the last closing report; empty without one. */
  readonly lastSeal: string;
  /** The receipt prefixes of all tills. */
  readonly prefixes: readonly string[];
  /** The series of closing reports. */
  readonly closingSeries: number;
  /** The number of the last change. */
  readonly lastChange: number;
}

/** The file is no usable backup; nothing was changed. */
export class BackupUnusable extends Error {
  override readonly name = "BackupUnusable";
  readonly problem: BackupProblem;
  readonly detail: string;

  constructor(problem: BackupProblem, detail: string) {
    super(`${problem}: ${detail}`);
    this.problem = problem;
    this.detail = detail;
  }
}

/** A finished copy does not contain what the database contained. */
export class CopyDiffers extends Error {
  override readonly name = "CopyDiffers";
}

const MAGIC = "SQLite format 3\0";

/** Live sign-ins are of no use in a copy, except to a thief of it. */
const SECRETS = ["session", "password_reset"];

/**
 * Copies the database at `path` into one new file, on a connection of its own that only reads: the server continues.
 * Archived rows are in the copy as if they were not archived, so that it needs no other file. Sessions and password links
 * are left out. The copy is checked against the database and synced. If it throws, the
 * file is removed.
 */
export function copyDatabase(path: string, target: string): DatabaseFacts {
  const source = connectFile(path, { readOnly: true });
  try {
    const before = factsOf(source.database);
    rmSync(target, { force: true });
    source.database.prepare("VACUUM INTO ?").run(target);
    makePrivate(target);
    finishCopy(target, dirname(path));
    const facts = inspectDatabase(target);
    refuseDifference(before, facts, factsOf(source.database));
    syncFile(target);
    return facts;
  } catch (error) {
    for (const end of ["", "-journal"]) rmSync(`${target}${end}`, { force: true });
    throw error;
  } finally {
    source.close();
  }
}

function finishCopy(target: string, archiveFolder: string): void {
  const copy = new Database(target, { fileMustExist: true });
  try {
    // A copy keeps the content of deleted rows in its free pages otherwise.
    copy.pragma("secure_delete = ON");
    copy.pragma("foreign_keys = OFF");
    for (const table of SECRETS) if (hasTable(copy, table)) copy.exec(`DELETE FROM ${table}`);
    bringBack(copy, archiveFolder);
    stampCopy(copy);
  } finally {
    copy.close();
  }
}

/**
 * Copies a backup to the new file `target`, and checks it. A database that a program had open is no finished copy: its
 * latest changes are in the log next to it, and archived rows in a file of their own. Both become part of the copy.
 * Throws `BackupUnusable`, also if the log is missing and that loss is not accepted.
 */
export function copyBackup(source: string, target: string, acceptLoss: boolean): DatabaseFacts {
  copyFileSync(source, target);
  makePrivate(target);
  const isIncomplete = !copyLog(source, target) && readStamp(target)?.closed === false;
  const facts = inspectDatabase(target);
  if (isIncomplete && !acceptLoss)
    throw new BackupUnusable(
      "damaged",
      `the log ${source}-wal is missing or of another file, so the last sales may be missing`,
    );
  completeCopy(target, dirname(source));
  return facts;
}

/** Returns whether the file has a log. One that belongs to another file is not copied. */
function copyLog(source: string, target: string): boolean {
  const number = readLogNumber(`${source}-wal`);
  const stamp = readStamp(target);
  if (number === null || (stamp !== null && !belongs(number, stamp))) return false;
  copyFileSync(`${source}-wal`, `${target}-wal`);
  makePrivate(`${target}-wal`);
  return true;
}

/** Archived rows whose file is not in this folder stay there, such as those of a shop that was replaced. */
function completeCopy(path: string, archiveFolder: string): void {
  const copy = new Database(path, { fileMustExist: true });
  try {
    const archive = archiveOf(copy);
    if (archive !== null && existsSync(join(archiveFolder, archive.fileName)))
      bringBack(copy, archiveFolder);
    stampCopy(copy);
  } finally {
    copy.close();
  }
}

/**
 * What is in the file at `path`, after a check of the whole file. Throws `BackupUnusable` if it is not a sound database
 * of this or an earlier version of Daybook.
 */
export function inspectDatabase(path: string): DatabaseFacts {
  refuseOther(path);
  try {
    const database = new Database(path, { readonly: true, fileMustExist: true });
    try {
      const applied = appliedMigrations(database);
      if (Number(database.pragma("user_version", { simple: true })) > known().length)
        throw new BackupUnusable("newer_version", path);
      pendingMigrations(known(), applied, path);
      const result = String(database.prepare("PRAGMA quick_check(1)").pluck().get());
      if (result !== "ok") throw new BackupUnusable("damaged", result);
      return factsOf(database);
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof BackupUnusable) throw error;
    // Among the migrations of the file is one that this version does not have.
    if (error instanceof StoreRefused) throw new BackupUnusable("newer_version", error.message);
    if (error instanceof Database.SqliteError) throw new BackupUnusable("damaged", error.message);
    throw error;
  }
}

const known = () => readMigrations("sqlite");

/** Reads the header without SQLite, which answers the same for a picture and for a damaged database. */
function refuseOther(path: string): void {
  const header = Buffer.alloc(100);
  const file = openSync(path, "r");
  let length: number;
  try {
    length = readSync(file, header, 0, header.length, 0);
  } finally {
    closeSync(file);
  }
  if (length === 0) throw new BackupUnusable("empty", path);
  if (header.toString("latin1", 0, MAGIC.length) !== MAGIC)
    throw new BackupUnusable("not_a_backup", path);
  if (length < header.length) throw new BackupUnusable("damaged", path);
  if (header.readUInt32BE(68) !== APPLICATION_ID) throw new BackupUnusable("other_program", path);
  if (statSync(path).size < header.readUInt32BE(28) * pageSize(header))
    throw new BackupUnusable("damaged", `${path} is shorter than its header says`);
}

/** https://www.sqlite.org/fileformat2.html: 1 stands for 65,536. */
function pageSize(header: Buffer): number {
  const size = header.readUInt16BE(16);
  return size === 1 ? 65_536 : size;
}

/** The facts of the database at `path` while a server may have it open; null if there is no readable one. */
export function findFacts(path: string): DatabaseFacts | null {
  if (!existsSync(path)) return null;
  try {
    const connection = connectFile(path, { readOnly: true });
    try {
      return factsOf(connection.database);
    } finally {
      connection.close();
    }
  } catch (error) {
    if (error instanceof Database.SqliteError) return null;
    throw error;
  }
}

function factsOf(database: Database.Database): DatabaseFacts {
  const one = (text: string): unknown => database.prepare(text).pluck().get();
  const archived = archiveOf(database)?.counts ?? {};
  const count = (table: string): number =>
    hasTable(database, table)
      ? Number(one(`SELECT count(*) FROM ${table}`)) + (archived[table] ?? 0)
      : 0;
  const hasSales = hasTable(database, "sale");
  const hasShop = hasTable(database, "shop");
  const hasClosings = hasTable(database, "closing");
  const zone = hasShop ? one("SELECT time_zone FROM shop") : undefined;
  const last = hasSales ? one("SELECT recorded_at FROM sale ORDER BY id DESC LIMIT 1") : null;
  const series = hasColumn(database, "shop", "closing_series")
    ? one("SELECT closing_series FROM shop")
    : 1;
  return {
    schemaVersion: Number(database.pragma("user_version", { simple: true })),
    shopName: shopNameOf(database),
    timeZone: typeof zone === "string" ? zone : null,
    lastSaleAt: typeof last === "number" ? last : null,
    counts: {
      sales: count("sale"),
      products: count("product"),
      customers: count("customer"),
      movements: count("movement"),
    },
    closings: count("closing"),
    lastSeal: hasClosings
      ? String(one("SELECT hash FROM closing ORDER BY number DESC LIMIT 1") ?? "")
      : "",
    prefixes: hasTable(database, "device")
      ? database.prepare("SELECT receipt_prefix FROM device").pluck().all().map(String)
      : [],
    closingSeries: Number(series ?? 1),
    lastChange: hasTable(database, "outbox_event")
      ? Number(one("SELECT coalesce(max(seq), 0) FROM outbox_event"))
      : 0,
  };
}

/** In older versions the name was a column of the shop. */
function shopNameOf(database: Database.Database): string | null {
  if (!hasTable(database, "shop")) return null;
  const name = hasTable(database, "shop_identity")
    ? "SELECT i.name FROM shop s JOIN shop_identity i ON i.id = s.identity_id"
    : "SELECT name FROM shop";
  const found = database.prepare(name).pluck().get();
  return typeof found === "string" ? found : null;
}

function hasTable(database: Database.Database, table: string): boolean {
  const text = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?";
  return database.prepare(text).get(table) !== undefined;
}

function hasColumn(database: Database.Database, table: string, column: string): boolean {
  const text = "SELECT 1 FROM pragma_table_info(?) WHERE name = ?";
  return database.prepare(text).get(table, column) !== undefined;
}

/** Throws `CopyDiffers`. Records are only added: what the copy has is between what the database had before it and after it. */
export function refuseDifference(
  before: DatabaseFacts,
  copy: DatabaseFacts,
  after: DatabaseFacts,
): void {
  const figures = (facts: DatabaseFacts) => [
    ...Object.values(facts.counts),
    facts.closings,
    facts.lastChange,
    facts.lastSaleAt ?? 0,
  ];
  const [low, high] = [figures(before), figures(after)];
  const isBetween = figures(copy).every(
    (figure, index) => figure >= (low[index] ?? 0) && figure <= (high[index] ?? 0),
  );
  const sealIsKnown = [before.lastSeal, after.lastSeal].includes(copy.lastSeal);
  const isSame =
    isBetween &&
    (sealIsKnown || before.closings !== after.closings) &&
    copy.schemaVersion === before.schemaVersion;
  if (!isSame) throw new CopyDiffers("the copy does not contain what the database contains");
}
