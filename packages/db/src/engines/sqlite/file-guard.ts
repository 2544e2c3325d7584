import type Database from "better-sqlite3";
import type { Connection } from "./connection.ts";
import type { FileWatch } from "./file-watch.ts";
import { readLogNumber, stampNextLog } from "./log-stamp.ts";
import type { Witness, WitnessFile } from "./witness.ts";

/**
 * The log is checkpointed when it reaches 16 MiB. A sale changes about twenty pages, most of them the same as the
 * previous sale: with SQLite's default of a quarter of this, busy tills would write each of those pages repeatedly.
 */
const LONG_LOG_PAGES = 4_000;
/** The size of the log is checked after this many changed rows. */
const LOOK_AFTER_ROWS = 300;

/**
 * Monitors an open database file: that it has not been replaced, that its log belongs to it, and that its witness is up
 * to date.
 */
export class FileGuard {
  readonly #path: string;
  readonly #databaseId: string;
  readonly #watch: FileWatch;
  readonly #witness: WitnessFile;
  #noted: Witness | null = null;
  #writtenSeq = -1;
  #stamped: number | null = null;
  #rows = 0;
  #tried = 0;

  constructor(parts: {
    readonly path: string;
    readonly books: string;
    readonly watch: FileWatch;
    readonly witness: WitnessFile;
  }) {
    this.#path = parts.path;
    this.#databaseId = parts.books;
    this.#watch = parts.watch;
    this.#witness = parts.witness;
  }

  /** What happened to the file, as part of a sentence; null if there is no problem. */
  look(): string | null {
    return this.#watch.look();
  }

  lookClosely(commits: number): string | null {
    return this.#watch.lookClosely(commits);
  }

  /** Reads, inside a transaction, the state that its commit will create. */
  note(connection: Connection): void {
    this.#noted = lastNumbers(connection.prepare, this.#databaseId);
  }

  /** Writes the recorded state to the witness; it is on disk now. */
  writeWitness(): void {
    if (this.#noted === null || this.#noted.seq === this.#writtenSeq) return;
    this.#witness.write(this.#noted);
    this.#writtenSeq = this.#noted.seq;
  }

  /** Whether to checkpoint now. A reader can keep the log from shrinking, so this is checked rarely. */
  isLogLong({ database, prepare }: Connection): boolean {
    const [rows] = numbers(prepare("SELECT total_changes()", true).get());
    if (rows >= this.#rows && rows - this.#rows < LOOK_AFTER_ROWS) return false;
    this.#rows = rows;
    const pages = logPages(database, "NOOP");
    if (pages < this.#tried) this.#tried = 0;
    if (pages - this.#tried < LONG_LOG_PAGES) return false;
    this.#tried = pages;
    return true;
  }

  /** Checkpoints as much of the log as readers allow, without waiting for them. */
  checkpoint({ database }: Connection): void {
    const log = `${this.#path}-wal`;
    if (readLogNumber(log) !== this.#stamped) stampNextLog(database, log, false);
    this.#stamped = readLogNumber(log);
    logPages(database, "PASSIVE");
  }

  /** A clean shutdown: the file alone is complete, unless another process still reads the log. */
  end({ database }: Connection): void {
    database.pragma("busy_timeout = 0");
    stampNextLog(database, `${this.#path}-wal`, true);
    logPages(database, "TRUNCATE");
  }

  release(): void {
    this.#witness.close();
  }
}

const HAS_DEVICES = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'device'";
const LAST_NUMBERS = `SELECT receipt_prefix, last_seq,
  (SELECT seq FROM sqlite_sequence WHERE name = 'outbox_event') FROM device`;

/** The witness state of the database as this connection sees it. */
export function currentState(
  { prepare }: Pick<Connection, "prepare">,
  databaseId: string,
): Witness {
  // A database without a schema has no state.
  if (prepare(HAS_DEVICES, true).get() === undefined)
    return { books: databaseId, seq: 0, receipts: {} };
  return lastNumbers(prepare, databaseId);
}

/** The same for a database with a schema. */
function lastNumbers(prepare: Connection["prepare"], databaseId: string): Witness {
  // safe because the first two columns are NOT NULL, a text and a number
  const devices = prepare(LAST_NUMBERS, true).all() as (readonly [string, number, number | null])[];
  const receipts: Record<string, number> = {};
  for (const [prefix, last] of devices) receipts[prefix] = last;
  return { books: databaseId, seq: Number(devices[0]?.[2] ?? 0), receipts };
}

/** Runs a checkpoint and returns the number of pages in the log. */
function logPages(database: Database.Database, kind: "NOOP" | "PASSIVE" | "TRUNCATE"): number {
  const [, pages] = numbers(database.prepare(`PRAGMA wal_checkpoint(${kind})`).raw().get());
  return pages;
}

/** A row of numbers; zeros if there is no row. */
function numbers(row: unknown): readonly [number, number] {
  const [first = 0, second = 0] = Array.isArray(row) ? row.map(Number) : [];
  return [first, second];
}
