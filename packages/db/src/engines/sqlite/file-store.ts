import { dirname } from "node:path";
import { CommitListeners } from "../../commit-listeners.ts";
import { DefectError, StoreLostError } from "../../store-error.ts";
import type { Notice, ReadTx, Store, StoreStats, WriteTx } from "../../types.ts";
import { connectFile } from "./connection.ts";
import type { Connection, ConnectionOptions } from "./connection.ts";
import type { FileGuard } from "./file-guard.ts";
import { rescue } from "./rescue.ts";
import { queueOn, readTxOn } from "./store-parts.ts";
import type { SqliteStoreOptions } from "./store-parts.ts";
import type { WriteQueue } from "./write-queue.ts";

const IDLE_MS = 60_000;
const WATCH_MS = 1_000;
/**
 * A snapshot reads whole tables, for which no cache is large enough, and sorts them in runs of the size of its cache: a
 * full verification is 10 % faster with runs that fit into the CPU caches.
 */
const SNAPSHOT_CACHE_KIB = 4096;
const SPARE_SNAPSHOTS = 2;
const CHECKPOINT_FAILED = "The log could not be written to the database file: ";

export interface FileStoreOptions extends SqliteStoreOptions {
  readonly path: string;
  /** The folder of the archive, if that is not the folder of the database. */
  readonly archiveFolder?: string;
  /** The migrated connection for writes, or null for a read-only store. */
  readonly writer: Connection | null;
  /** Monitors the files of the writing connection; a read-only store needs no guard. */
  readonly guard?: FileGuard;
  /** Notes about the state of the file at startup, for the operator. */
  readonly notices?: readonly Notice[];
  /** Called once when writes are no longer possible, with the place where the data so far is kept. */
  readonly onLost?: ((sentence: string) => void) | undefined;
  /** Called after the last connection is closed. */
  readonly onClosed: () => void;
}

/** A store on a checked, locked and migrated file: one connection writes, others only read. */
export function createFileBackedStore(options: FileStoreOptions): Store {
  return new FileStore(options);
}

class FileStore implements Store {
  readonly engine = "sqlite";
  readonly url: string;
  readonly stats: StoreStats = { commits: 0, jobs: 0, retries: 0, defects: 0 };
  readonly notices: readonly Notice[];
  readonly #options: FileStoreOptions;
  readonly #listeners: CommitListeners;
  readonly #queue: WriteQueue | null;
  readonly #reader: Connection;
  readonly #tx: ReadTx;
  readonly #spare: { connection: Connection; tx: ReadTx }[] = [];
  readonly #inUse = new Set<Connection>();
  readonly #idleTimer: NodeJS.Timeout;
  readonly #watchTimer: NodeJS.Timeout;
  #lost: StoreLostError | null = null;
  #lastCommit: number | null = null;
  #closed = false;

  constructor(options: FileStoreOptions) {
    this.url = options.url;
    this.#options = options;
    this.notices = options.notices ?? [];
    this.#listeners = new CommitListeners(options.onDefect);
    this.#queue = options.writer ? this.#queueOn(options.writer) : null;
    this.#reader = this.#connect({ readOnly: true, cacheKib: 32_768 });
    this.#tx = readTxOn(this.#reader, options.tables, { readOnly: true });
    this.#idleTimer = setInterval(() => void this.#checkpointWhenIdle(), IDLE_MS / 2);
    this.#idleTimer.unref();
    this.#watchTimer = setInterval(() => this.#lookAround(), WATCH_MS);
    this.#watchTimer.unref();
  }

  read<T>(fn: (tx: ReadTx) => Promise<T>): Promise<T> {
    return fn(this.#tx);
  }

  write<T>(fn: (tx: WriteTx) => Promise<T>): Promise<T> {
    if (this.#lost) return Promise.reject(this.#lost);
    return (
      this.#queue?.push(fn) ??
      Promise.reject(new DefectError("This store was opened for reading only."))
    );
  }

  async snapshot<T>(fn: (tx: ReadTx) => Promise<T>): Promise<T> {
    const view = this.#spare.pop() ?? this.#openView();
    const { database } = view.connection;
    this.#inUse.add(view.connection);
    try {
      // oxlint-disable-next-line daybook/one-begin -- a view only reads, so it must not take the write lock
      database.exec("BEGIN");
      // BEGIN alone does not take a snapshot: the first read does.
      view.connection.prepare("SELECT count(*) FROM sqlite_schema", true).get();
      return await fn(view.tx);
    } finally {
      this.#inUse.delete(view.connection);
      if (database.open && database.inTransaction) database.exec("ROLLBACK");
      if (!this.#closed && this.#spare.length < SPARE_SNAPSHOTS) this.#spare.push(view);
      else view.connection.close();
    }
  }

  onCommit(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  async tellOthers(): Promise<void> {
    // One process has the file.
  }

  onTold(): () => void {
    return () => undefined;
  }

  problem(): string | null {
    return this.#lost?.message ?? null;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#idleTimer);
    clearInterval(this.#watchTimer);
    const writer = await this.#queue?.close();
    this.#reader.close();
    for (const { connection } of this.#spare.splice(0)) connection.close();
    for (const connection of this.#inUse) connection.close();
    // Closing a connection checkpoints its log into the file, which may no longer be ours if it was replaced.
    if (writer && !this.#lost) {
      this.#options.guard?.end(writer.connection);
      writer.connection.close();
    }
    this.#options.guard?.release();
    this.#options.onClosed();
  }

  /** Every connection of the store reads the archive of closed years, if there is one. */
  #connect(how: ConnectionOptions): Connection {
    const { path, archiveFolder = dirname(path) } = this.#options;
    const connection = connectFile(path, how);
    try {
      connection.readThroughArchive(archiveFolder);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  #openView(): { connection: Connection; tx: ReadTx } {
    const connection = this.#connect({ readOnly: true, cacheKib: SNAPSHOT_CACHE_KIB });
    return { connection, tx: readTxOn(connection, this.#options.tables, { readOnly: true }) };
  }

  #queueOn(connection: Connection): WriteQueue {
    const { guard } = this.#options;
    let current = connection;
    let isAnother = false;
    return queueOn({
      connection,
      options: this.#options,
      stats: this.stats,
      reconnect: (old) => {
        old.close();
        current = this.#connect({ readOnly: false });
        isAnother = true;
        return current;
      },
      beforeCommit: () => {
        const happened = this.#lost ? null : (guard?.look() ?? null);
        if (happened !== null) this.#lose(happened);
        if (this.#lost) throw this.#lost;
        guard?.note(current);
      },
      afterCommit: () => {
        guard?.writeWitness();
        try {
          // Another connection may start a new log, and the file must record its number before any caller is answered.
          if (isAnother) guard?.checkpoint(current);
          isAnother = false;
          if (guard?.isLogLong(current)) void this.#checkpoint();
        } catch (error) {
          this.#options.onDefect(CHECKPOINT_FAILED + String(error));
        }
      },
      onStraggler: () => undefined,
      onCommit: () => {
        this.#lastCommit = performance.now();
        this.#listeners.notify();
      },
    });
  }

  #lookAround(): void {
    if (this.#lost) return;
    const happened = this.#options.guard?.lookClosely(this.stats.commits) ?? null;
    if (happened !== null) this.#lose(happened);
  }

  /** From here on nothing is acknowledged. The data of the open connection is saved between two batches. */
  #lose(happened: string): void {
    const { path, onLost } = this.#options;
    const sentence = `The database ${path} is lost: ${happened} while Daybook had it open.`;
    this.#lost = new StoreLostError(`${sentence} Nothing more is saved; stop Daybook.`);
    void this.#queue?.hold(async ({ connection }) => {
      const saved = rescue(connection, path, Date.now());
      this.#lost = new StoreLostError(`${sentence} Nothing more is saved; stop Daybook. ${saved}`);
      onLost?.(this.#lost.message);
    });
  }

  /** Checkpoints the log when idle, so a manual copy of the file is nearly complete. */
  async #checkpointWhenIdle(): Promise<void> {
    if (this.#lastCommit === null || performance.now() - this.#lastCommit < IDLE_MS) return;
    this.#lastCommit = null;
    await this.#checkpoint();
  }

  async #checkpoint(): Promise<void> {
    await this.#queue?.hold(async ({ connection }) => {
      if (this.#lost || this.#closed || !connection.database.open) return;
      try {
        this.#options.guard?.checkpoint(connection);
      } catch (error) {
        this.#options.onDefect(CHECKPOINT_FAILED + String(error));
      }
    });
  }
}
