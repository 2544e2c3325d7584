import { CommitListeners } from "../../commit-listeners.ts";
import { DefectError } from "../../store-error.ts";
import type { ReadTx, Store, StoreStats, Tables, WriteTx } from "../../types.ts";
import { postgresDialect } from "./postgres-dialect.ts";
import { wireDatabase } from "./session.ts";
import { LOCKS, OUTBOX_CHANNEL } from "./wire.ts";
import type { TakenWire, Wire, WirePool } from "./wire.ts";

export interface PostgresStoreOptions {
  readonly url: string;
  /** PostgreSQL's tables in the canonical type. */
  readonly tables: Tables;
  readonly pool: WirePool;
  readonly readOnly: boolean;
  readonly onDefect: (sentence: string) => void;
  readonly onClosed: () => Promise<void>;
}

const MOST_RETRIES = 5;
const BEGIN_WRITE = `BEGIN; SELECT pg_advisory_xact_lock_shared(${LOCKS.ledger})`;
const BEGIN_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/** PostgreSQL answers COMMIT of a failed transaction with a quiet ROLLBACK; the SELECT in front makes that an error. */
const COMMIT = "SELECT 1; COMMIT";

/** A store on a migrated PostgreSQL database; starts to listen for commits at once. */
export async function createPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  const listeners = new CommitListeners(options.onDefect);
  const stop = await options.pool.listen(OUTBOX_CHANNEL, () => listeners.notify());
  return new PostgresStore(options, listeners, stop);
}

class PostgresStore implements Store {
  readonly engine = "postgres";
  readonly url: string;
  readonly stats: StoreStats = { commits: 0, jobs: 0, retries: 0, defects: 0 };
  readonly #options: PostgresStoreOptions;
  readonly #listeners: CommitListeners;
  readonly #stopListening: () => Promise<void>;
  /** For single statements on whichever connection is free. */
  readonly #readTx: ReadTx;
  /** What is prepared for a connection lives as long as the connection. */
  readonly #txs = new WeakMap<object, ReadTx>();
  #closed: Promise<void> | null = null;

  constructor(
    options: PostgresStoreOptions,
    listeners: CommitListeners,
    stopListening: () => Promise<void>,
  ) {
    this.url = options.url;
    this.#options = options;
    this.#listeners = listeners;
    this.#stopListening = stopListening;
    this.#readTx = this.#txOn(options.pool);
  }

  read<T>(fn: (tx: ReadTx) => Promise<T>): Promise<T> {
    return fn(this.#readTx);
  }

  async write<T>(fn: (tx: WriteTx) => Promise<T>): Promise<T> {
    if (this.#options.readOnly) throw new DefectError("This store was opened for reading only.");
    this.stats.jobs++;
    for (let attempt = 0; ; attempt++) {
      try {
        // safe because this is PostgreSQL's one place to make a WriteTx, inside the transaction that it proves
        const value = await this.#inTransaction(BEGIN_WRITE, (tx) => fn(tx as WriteTx));
        this.stats.commits++;
        return value;
      } catch (error) {
        if (attempt >= MOST_RETRIES || !isRetryable(error)) throw error;
        this.stats.retries++;
        await backOff(attempt);
      }
    }
  }

  snapshot<T>(fn: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.#inTransaction(BEGIN_SNAPSHOT, fn);
  }

  onCommit(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  trouble(): string | null {
    return null;
  }

  close(): Promise<void> {
    this.#closed ??= this.#stopListening().then(() => this.#options.onClosed());
    return this.#closed;
  }

  async #inTransaction<T>(begin: string, fn: (tx: ReadTx) => Promise<T>): Promise<T> {
    const wire = await this.#options.pool.take();
    let broken = false;
    try {
      await wire.script(begin);
      const value = await fn(this.#txOf(wire));
      await wire.script(COMMIT);
      return value;
    } catch (error) {
      broken = await wire.script("ROLLBACK").then(
        () => false,
        () => true,
      );
      throw error;
    } finally {
      wire.release(broken);
    }
  }

  #txOf(wire: TakenWire): ReadTx {
    const known = this.#txs.get(wire.connection);
    if (known) return known;
    const tx = this.#txOn(wire);
    this.#txs.set(wire.connection, tx);
    return tx;
  }

  #txOn(wire: Wire): ReadTx {
    return { db: wireDatabase(wire), t: this.#options.tables, dialect: postgresDialect(wire) };
  }
}

/** Deadlock and serialization failure: the same work, done again, can succeed. */
function isRetryable(error: unknown): boolean {
  let cause = error;
  while (cause instanceof Error) {
    if ("code" in cause && (cause.code === "40P01" || cause.code === "40001")) return true;
    cause = cause.cause;
  }
  return false;
}

/** A random pause, longer each time, so that two that met once do not meet again. */
function backOff(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * 2 ** attempt));
}
