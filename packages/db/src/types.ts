import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import type { Tables } from "./schema/tables.ts";

export type { Tables } from "./schema/tables.ts";

/** The canonical database type on both engines: Drizzle's asynchronous SQLite builder. */
export type Db = BaseSQLiteDatabase<"async", unknown, Record<string, never>>;

declare const writable: unique symbol;

/** What a reading function gets: the query builder, the tables of this engine, and what differs between engines. */
export interface ReadTx {
  readonly db: Db;
  readonly t: Tables;
  readonly dialect: Dialect;
}

/** A `ReadTx` inside a transaction. Only `store.write` makes one, so holding it proves the transaction. */
export interface WriteTx extends ReadTx {
  readonly [writable]: true;
}

/** The few statements that differ between the engines and are no query of the shop's. */
export interface Dialect {
  readonly engine: "sqlite" | "postgres";
  /** Holds the costing rows of these products until the end of the transaction. SQLite has one writer and does nothing. */
  lockStock(tx: WriteTx, productIds: readonly number[]): Promise<void>;
  /**
   * Waits for every other write to end and holds new ones back until the end of the transaction: for a decision about
   * what none of them may change meanwhile. Taken before looking, and before any other lock. SQLite has one writer.
   */
  lockLedger(tx: WriteTx): Promise<void>;
  /** Takes this job until the end of the transaction; false when another process is at it now. */
  takeJob(tx: WriteTx, job: string): Promise<boolean>;
  /** Puts this transaction last in line: what it adds to the outbox afterwards is numbered in commit order. */
  lockOutbox(tx: WriteTx): Promise<void>;
}

export interface StoreStats {
  /** Transactions that ended in a COMMIT. */
  commits: number;
  /** Write jobs that ran, refused ones included. */
  jobs: number;
  /** Transactions run again after a serialization failure or a deadlock (PostgreSQL). */
  retries: number;
  /** Jobs caught waiting for something else than the database (SQLite). */
  defects: number;
}

/** What was found or done when a database was opened, for the terminal and the audit. */
export interface Notice {
  /** As an audit entry calls it. */
  readonly action: string;
  readonly sentence: string;
}

/** The shop's database: the only way in, whichever engine is behind it. */
export interface Store {
  readonly engine: "sqlite" | "postgres";
  readonly url: string;
  /** Runs `fn` on committed data only. Each statement sees the newest commit; for one view over many use `snapshot`. */
  read<T>(fn: (tx: ReadTx) => Promise<T>): Promise<T>;
  /**
   * Runs `fn` in a transaction and answers after it is durable. If `fn` throws, nothing it wrote remains and the
   * error reaches the caller. `fn` may await nothing but its `tx`, and may run again on PostgreSQL.
   */
  write<T>(fn: (tx: WriteTx) => Promise<T>): Promise<T>;
  /** Runs `fn` on one consistent, read-only view of the database, however many statements it needs. */
  snapshot<T>(fn: (tx: ReadTx) => Promise<T>): Promise<T>;
  /** Calls `listener` after every commit that wrote something; the answer ends the subscription. */
  onCommit(listener: () => void): () => void;
  readonly stats: Readonly<StoreStats>;
  /** Why nothing can be written now, in a sentence for whoever looks after the server; null where all is well. */
  trouble(): string | null;
  /** What whoever starts Daybook must know about how the database was found; empty where all was in order. */
  readonly notices: readonly Notice[];
  close(): Promise<void>;
}
