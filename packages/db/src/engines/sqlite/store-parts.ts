import type { ReadTx, StoreStats, Tables, WriteTx } from "../../types.ts";
import type { Connection } from "./connection.ts";
import { directDatabase } from "./session.ts";
import type { SessionRules } from "./session.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import { createWriteQueue } from "./write-queue.ts";
import type { WriteQueue } from "./write-queue.ts";
import { writerOn } from "./writer.ts";
import type { Writer } from "./writer.ts";

/** The options of both SQLite stores, on disk and in memory. */
export interface SqliteStoreOptions {
  readonly url: string;
  readonly tables: Tables;
  readonly maxBatch: number;
  /** How long a job that awaits something other than the database may block the batch, in milliseconds. */
  readonly timeoutMs: number;
  readonly onDefect: (sentence: string) => void;
}

/** A read handle on a connection; the rules define what it may do. */
export function readTxOn(connection: Connection, tables: Tables, rules: SessionRules): ReadTx {
  return { db: directDatabase(connection, rules), t: tables, dialect: sqliteDialect };
}

export interface QueueParts {
  readonly connection: Connection;
  readonly options: SqliteStoreOptions;
  readonly stats: StoreStats;
  readonly reconnect: (old: Connection) => Connection;
  readonly onStraggler: () => void;
  readonly onCommit: () => void;
  readonly beforeCommit?: () => void;
  readonly afterCommit?: () => void;
}

/** The queue in front of the writing connection. */
export function queueOn(parts: QueueParts): WriteQueue {
  const { connection, options, reconnect, ...callbacks } = parts;
  return createWriteQueue({
    writer: writerTo(connection, options.tables),
    maxBatch: options.maxBatch,
    timeoutMs: options.timeoutMs,
    replaceWriter: (old) => writerTo(reconnect(old.connection), options.tables),
    onDefect: options.onDefect,
    ...callbacks,
  });
}

function writerTo(connection: Connection, tables: Tables): Writer {
  // safe because this is the only place that makes a WriteTx for SQLite, for the queue that opens its transaction
  const tx = readTxOn(connection, tables, { readOnly: false }) as WriteTx;
  return writerOn(connection, tx);
}
