import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import type { Tables } from "./schema/tables.ts";

export type { Tables } from "./schema/tables.ts";

/** The canonical database type on both engines: Drizzle's asynchronous SQLite builder. */
export type Db = BaseSQLiteDatabase<"async", unknown, Record<string, never>>;

declare const writable: unique symbol;

/**
 * The argument of a reading function: the query builder, the tables of this engine, and the engine-specific statements.
 */
export interface ReadTx {
  readonly db: Db;
  readonly t: Tables;
  readonly dialect: Dialect;
}

/** A `ReadTx` inside a transaction. Only `store.write` creates one, so its type proves the transaction. */
export interface WriteTx extends ReadTx {
  readonly [writable]: true;
}

/** The few engine-specific statements. */
export interface Dialect {
  readonly engine: "sqlite" | "postgres";
  /**
   * Locks the costing rows of these products until the end of the transaction. SQLite has one writer and needs no lock.
   */
  lockStock(tx: WriteTx, productIds: readonly number[]): Promise<void>;
  /**
   * Waits for all other writes to end and blocks new ones until the end of the transaction: for a decision about data
   * that none of them may change. Call it before reading, and before taking any other lock. SQLite has one writer.
   */
  lockLedger(tx: WriteTx): Promise<void>;
  /**
   * Locks a cash drawer until the end of the transaction: `shared` for a document whose cash goes into it, `alone` to
   * open, count or close it. Documents do not wait for each other. Call it before reading which session is open. SQLite
   * has one writer.
   */
  lockDrawer(tx: WriteTx, drawerId: number, mode: "shared" | "alone"): Promise<void>;
  /** Locks this job until the end of the transaction; false if another process is running it. */
  takeJob(tx: WriteTx, job: string): Promise<boolean>;
  /** Makes this transaction commit last: its outbox entries are then numbered in commit order. */
  lockOutbox(tx: WriteTx): Promise<void>;
}

export interface StoreStats {
  /** Transactions that ended in a COMMIT. */
  commits: number;
  /** Write jobs that ran, including refused ones. */
  jobs: number;
  /** Transactions retried after a serialization failure or a deadlock (PostgreSQL). */
  retries: number;
  /** Jobs that waited for something other than the database (SQLite). */
  defects: number;
}

/** A note about opening a database, for the terminal and the audit log. */
export interface Notice {
  /** The name of the audit entry. */
  readonly action: string;
  readonly sentence: string;
  /** For lost data: the last acknowledged number of each series of receipts. */
  readonly lastReceipts?: Readonly<Record<string, number>>;
}

/** The shop's database: the only access to it, on either engine. */
export interface Store {
  readonly engine: "sqlite" | "postgres";
  readonly url: string;
  /**
   * Runs `fn` on committed data only. Each statement sees the latest commit; for one view over several use `snapshot`.
   */
  read<T>(fn: (tx: ReadTx) => Promise<T>): Promise<T>;
  /**
   * Runs `fn` in a transaction and resolves when it is durable. If `fn` throws, nothing it wrote remains and the error
   * reaches the caller. `fn` may only await its `tx`, and may be retried on PostgreSQL.
   */
  write<T>(fn: (tx: WriteTx) => Promise<T>): Promise<T>;
  /** Runs `fn` on one consistent, read-only view of the database for all its statements. */
  snapshot<T>(fn: (tx: ReadTx) => Promise<T>): Promise<T>;
  /** Calls `listener` after every commit that wrote something; returns the function that unsubscribes. */
  onCommit(listener: () => void): () => void;
  /**
   * Tells the other servers on this database a text of at most a megabyte, without writing anything. A text can be lost
   * with a connection. On SQLite there are no others.
   */
  tellOthers(text: string): Promise<void>;
  /** Calls `listener` for each text of another server; returns the function that unsubscribes. */
  onTold(listener: (text: string) => void): () => void;
  readonly stats: Readonly<StoreStats>;
  /** Why writes are not possible, in a sentence for the operator; null if there is no problem. */
  problem(): string | null;
  /** Notes about the state of the database at startup, for the operator; empty if there is nothing to report. */
  readonly notices: readonly Notice[];
  close(): Promise<void>;
}
