import type { ReadTx, StoreStats, Tables, WriteTx } from "../../types.ts";
import type { Connection } from "./connection.ts";
import { directDatabase } from "./session.ts";
import type { SessionRules } from "./session.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import { createWriteQueue } from "./write-queue.ts";
import type { WriteQueue } from "./write-queue.ts";
import { writerOn } from "./writer.ts";
import type { Writer } from "./writer.ts";

/** What both SQLite stores, on a file and in memory, are told. */
export interface SqliteStoreOptions {
  readonly url: string;
  readonly tables: Tables;
  readonly maxBatch: number;
  /** How long a job that awaits something else than the database may hold the batch, in milliseconds. */
  readonly patienceMs: number;
  readonly onDefect: (sentence: string) => void;
}

/** A reading handle on a connection; the rules say what it may do there. */
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
  const { connection, options, reconnect, ...told } = parts;
  return createWriteQueue({
    writer: writerTo(connection, options.tables),
    maxBatch: options.maxBatch,
    patienceMs: options.patienceMs,
    replaceWriter: (old) => writerTo(reconnect(old.connection), options.tables),
    onDefect: options.onDefect,
    ...told,
  });
}

function writerTo(connection: Connection, tables: Tables): Writer {
  // safe because this is SQLite's one place to make a WriteTx, for the queue that opens the transaction around it
  const tx = readTxOn(connection, tables, { readOnly: false }) as WriteTx;
  return writerOn(connection, tx);
}
