import { closeSync, openSync, readSync } from "node:fs";
import type Database from "better-sqlite3";
import { readOnlyRow } from "./raw-pages.ts";

/**
 * Which log belongs to a database file. SQLite does not check this: it applies any log next to the file. Each log has a
 * number in its header, random for the first and incremented for each that follows.
 */
export interface LogStamp {
  /** The number of the next log that may be applied. */
  readonly next: number;
  /** False from startup to a clean shutdown: the file alone may then be incomplete. */
  readonly closed: boolean;
}

const TABLE = "file_stamp";
const MARK = /daybook-log:([0-9a-f]{8}):(open|shut)/;
const NOTHING: LogStamp = { next: 0, closed: true };
const NUMBERS = 2 ** 32;

/** The two magic numbers for the byte order of the checksums. */
const LOG_MAGIC = [0x377f0682, 0x377f0683];
const LOG_HEADER_BYTES = 32;
/** SQLite calls it the first salt: https://www.sqlite.org/fileformat2.html#the_write_ahead_log. */
const AT_NUMBER = 16;

/** The number of the log at `path`; null if there is none. */
export function readLogNumber(path: string): number | null {
  const header = Buffer.alloc(LOG_HEADER_BYTES);
  try {
    const file = openSync(path, "r");
    try {
      if (readSync(file, header, 0, LOG_HEADER_BYTES, 0) < LOG_HEADER_BYTES) return null;
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
  return LOG_MAGIC.includes(header.readUInt32BE(0)) ? header.readUInt32BE(AT_NUMBER) : null;
}

/**
 * The stamp in the database file itself, without its log; null if it was never written by a version with stamps. Reads
 * the file without SQLite, so no connection of this process may have it open.
 */
export function readStamp(path: string): LogStamp | null {
  const found = MARK.exec(readOnlyRow(path, TABLE) ?? "");
  if (found === null) return null;
  return { next: Number.parseInt(found[1] ?? "", 16), closed: found[2] === "shut" };
}

/** Whether this log may be applied to a file with this stamp: it is the next one, or the one being checkpointed. */
export function belongs(log: number, { next }: LogStamp): boolean {
  return log === next || follower(log) === next;
}

/** The permanent name of this database; null before the first start of a version with stamps. */
export function databaseName(database: Database.Database): string | null {
  if (!hasStamp(database)) return null;
  return String(database.prepare(`SELECT books FROM ${TABLE}`).pluck().get());
}

/** Creates the stamp table with the name of the database, once. */
export function nameDatabase(database: Database.Database, databaseId: string): void {
  database.exec(
    `CREATE TABLE ${TABLE} (id INTEGER PRIMARY KEY CHECK (id = 1), log TEXT NOT NULL, books TEXT NOT NULL) STRICT`,
  );
  database
    .prepare(`INSERT INTO ${TABLE} (id, log, books) VALUES (1, ?, ?)`)
    .run(textOf(NOTHING), databaseId);
}

/** Records in the database that the log after the current one is next; required before each checkpoint. */
export function stampNextLog(database: Database.Database, log: string, closed: boolean): void {
  const update = database.prepare(`UPDATE ${TABLE} SET log = ?`);
  // The first write of a connection starts the log, so there is a number to read.
  const present = readLogNumber(log) ?? (update.run(textOf(NOTHING)), readLogNumber(log));
  if (present !== null) update.run(textOf({ next: follower(present), closed }));
}

/** Marks a finished copy as complete, whatever it was copied from. */
export function stampCopy(database: Database.Database): void {
  if (hasStamp(database)) database.prepare(`UPDATE ${TABLE} SET log = ?`).run(textOf(NOTHING));
}

function hasStamp(database: Database.Database): boolean {
  return (
    database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(TABLE) !==
    undefined
  );
}

const follower = (log: number): number => (log + 1) % NUMBERS;

function textOf({ next, closed }: LogStamp): string {
  return `daybook-log:${next.toString(16).padStart(8, "0")}:${closed ? "shut" : "open"}`;
}
