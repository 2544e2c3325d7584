import { CommitListeners } from "../../commit-listeners.ts";
import { DefectError } from "../../store-error.ts";
import type { ReadTx, Store, StoreStats, WriteTx } from "../../types.ts";
import { connectMemory } from "./connection.ts";
import type { Connection } from "./connection.ts";
import { queueOn, readTxOn } from "./store-parts.ts";
import type { SqliteStoreOptions } from "./store-parts.ts";
import type { WriteQueue } from "./write-queue.ts";

export interface MemoryStoreOptions extends SqliteStoreOptions {
  readonly connection: Connection;
}

/** An in-memory store: there is one connection, so every read waits until the running batch has committed. */
export function createMemoryBackedStore(options: MemoryStoreOptions): Store {
  return new MemoryStore(options);
}

class MemoryStore implements Store {
  readonly engine = "sqlite";
  readonly url: string;
  readonly notices = [];
  readonly stats: StoreStats = { commits: 0, jobs: 0, retries: 0, defects: 0 };
  readonly #options: MemoryStoreOptions;
  readonly #listeners: CommitListeners;
  readonly #queue: WriteQueue;
  readonly #waiting = new Set<(reason: DefectError) => void>();
  #tx: ReadTx;
  #closed = false;

  constructor(options: MemoryStoreOptions) {
    this.url = options.url;
    this.#options = options;
    this.#listeners = new CommitListeners(options.onDefect);
    this.#tx = this.#readOn(options.connection);
    this.#queue = queueOn({
      connection: options.connection,
      options,
      stats: this.stats,
      reconnect: (old) => this.#moveTo(old),
      onStraggler: () => this.#refuseWaitingReads(),
      onCommit: () => this.#listeners.notify(),
    });
  }

  read<T>(fn: (tx: ReadTx) => Promise<T>): Promise<T> {
    return fn(this.#tx);
  }

  write<T>(fn: (tx: WriteTx) => Promise<T>): Promise<T> {
    return this.#queue.push(fn);
  }

  snapshot<T>(fn: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.#queue.hold(() => fn(this.#tx));
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

  problem(): null {
    return null;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const writer = await this.#queue.close();
    writer.connection.close();
  }

  #readOn(connection: Connection): ReadTx {
    return readTxOn(connection, this.#options.tables, { readOnly: true, gate: () => this.#gate() });
  }

  /** A blocked job keeps the old handle, so the database moves to a new connection and the old one is closed. */
  #moveTo(old: Connection): Connection {
    const image = old.database.serialize();
    old.close();
    const connection = connectMemory(image);
    this.#tx = this.#readOn(connection);
    return connection;
  }

  #gate(): Promise<void> | null {
    const running = this.#queue.running();
    if (!running) return null;
    return new Promise<void>((resolve, reject) => {
      const refuse = (reason: DefectError) => reject(reason);
      this.#waiting.add(refuse);
      void running.then(() => {
        this.#waiting.delete(refuse);
        // Another batch may have started since then.
        const again = this.#gate();
        if (again) again.then(resolve, reject);
        else resolve();
      });
    });
  }

  /** The job waits for the read and the read for the job: the job is at fault. */
  #refuseWaitingReads(): void {
    const reason = new DefectError(
      "store.read was called inside a write job, where it waits for that job for ever. Read through the job's own tx.",
    );
    for (const refuse of this.#waiting) refuse(reason);
    this.#waiting.clear();
  }
}
