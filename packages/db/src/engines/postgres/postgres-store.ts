import { CommitListeners } from "../../commit-listeners.ts";
import { CommitLostError, DefectError, StoreUnavailableError } from "../../store-error.ts";
import type { ReadTx, Store, StoreStats, Tables, WriteTx } from "../../types.ts";
import { postgresDialect } from "./postgres-dialect.ts";
import { wireDatabase } from "./session.ts";
import { createTold } from "./told.ts";
import type { Told } from "./told.ts";
import { LOCKS, OUTBOX_CHANNEL, TOLD_CHANNEL } from "./wire.ts";
import type { TakenWire, Wire, WirePool } from "./wire.ts";

export interface PostgresStoreOptions {
  readonly url: string;
  /** PostgreSQL's tables in the canonical type. */
  readonly tables: Tables;
  readonly pool: WirePool;
  readonly readOnly: boolean;
  /** How long to look for the outcome of a lost COMMIT. */
  readonly settleMs: number;
  readonly onDefect: (sentence: string) => void;
  readonly onClosed: () => Promise<void>;
}

const MOST_RETRIES = 5;
/** The transaction id is used to look up the outcome if the response to its COMMIT is lost. */
const BEGIN_WRITE = `BEGIN; SELECT pg_current_xact_id()::text AS xid FROM pg_advisory_xact_lock_shared(${LOCKS.ledger})`;
const BEGIN_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/** PostgreSQL silently rolls back on COMMIT of a failed transaction; the SELECT before it turns that into an error. */
const COMMIT = "SELECT 1; COMMIT";
const OUTCOME = "SELECT pg_xact_status($1::text::xid8)";
const SETTLE_STEP_MS = 100;
const QUICK_MS = 1_000;

/** A store on a migrated PostgreSQL database; starts to listen for commits immediately. */
export async function createPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  const listeners = new CommitListeners(options.onDefect);
  const told = createTold(options.pool, options.onDefect);
  const stop = await options.pool.listen([OUTBOX_CHANNEL, TOLD_CHANNEL], (channel, text) => {
    if (channel === OUTBOX_CHANNEL) listeners.notify();
    else told.receive(text);
  });
  return new PostgresStore(options, { listeners, told }, stop);
}

class PostgresStore implements Store {
  readonly engine = "postgres";
  readonly url: string;
  readonly notices = [];
  readonly stats: StoreStats = { commits: 0, jobs: 0, retries: 0, defects: 0 };
  readonly #options: PostgresStoreOptions;
  readonly #listeners: CommitListeners;
  readonly #told: Told;
  readonly #stopListening: () => Promise<void>;
  /** For single statements on any free connection. */
  readonly #readTx: ReadTx;
  /** Prepared statements live as long as their connection. */
  readonly #txs = new WeakMap<object, ReadTx>();
  #closed: Promise<void> | null = null;

  constructor(
    options: PostgresStoreOptions,
    { listeners, told }: { readonly listeners: CommitListeners; readonly told: Told },
    stopListening: () => Promise<void>,
  ) {
    this.url = options.url;
    this.#options = options;
    this.#listeners = listeners;
    this.#told = told;
    this.#stopListening = stopListening;
    this.#readTx = this.#txOn(options.pool);
  }

  read<T>(fn: (tx: ReadTx) => Promise<T>): Promise<T> {
    return fn(this.#readTx);
  }

  async write<T>(fn: (tx: WriteTx) => Promise<T>): Promise<T> {
    if (this.#options.readOnly) throw new DefectError("This store was opened for reading only.");
    this.stats.jobs++;
    const since = Date.now();
    for (let attempt = 0; ; attempt++) {
      try {
        // safe because this is the only place that makes a WriteTx for PostgreSQL, inside its transaction
        const value = await this.#inTransaction("write", BEGIN_WRITE, (tx) => fn(tx as WriteTx));
        this.stats.commits++;
        return value;
      } catch (error) {
        if (error instanceof LostCommit) throw await this.#settle(error);
        if (attempt >= MOST_RETRIES || !isRetryable(error)) throw error;
        // If even that times out, the server does not respond at all.
        if (isLost(error) && (attempt > 0 || Date.now() - since > QUICK_MS)) throw error;
        this.stats.retries++;
        await backOff(attempt);
      }
    }
  }

  snapshot<T>(fn: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.#inTransaction("read", BEGIN_SNAPSHOT, fn);
  }

  onCommit(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  tellOthers(text: string): Promise<void> {
    return this.#told.tell(text);
  }

  onTold(listener: (text: string) => void): () => void {
    return this.#told.add(listener);
  }

  problem(): string | null {
    return null;
  }

  close(): Promise<void> {
    this.#closed ??= this.#stopListening().then(() => this.#options.onClosed());
    return this.#closed;
  }

  async #inTransaction<T>(
    purpose: "read" | "write",
    begin: string,
    fn: (tx: ReadTx) => Promise<T>,
  ): Promise<T> {
    const wire = await this.#options.pool.take(purpose);
    let broken = false;
    try {
      const [begun] = await wire.script(begin);
      const value = await fn(this.#txOf(wire));
      await commit(wire, begun);
      return value;
    } catch (error) {
      broken = isLost(error) || !(await rolledBack(wire));
      throw error;
    } finally {
      wire.release(broken);
    }
  }

  /**
   * Waits until the transaction with the lost response has ended and the server is reachable again. A later response of
   * the same server is exact: after a crash, uncommitted transactions count as rolled back.
   */
  async #settle({ xid, reason }: LostCommit): Promise<CommitLostError> {
    const until = Date.now() + this.#options.settleMs;
    let ended = false;
    while (!ended && Date.now() < until && this.#closed === null) {
      await pause(SETTLE_STEP_MS);
      ended = await this.#hasEnded(xid).catch(() => false);
    }
    return new CommitLostError(ended, reason);
  }

  async #hasEnded(xid: string): Promise<boolean> {
    const [row] = await this.#options.pool.query({ text: OUTCOME, values: [xid], arrays: true });
    return Array.isArray(row) && (row[0] === "committed" || row[0] === "aborted");
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

/** The connection failed after COMMIT was sent: the transaction id and the connection error. */
class LostCommit extends Error {
  readonly xid: string;
  readonly reason: StoreUnavailableError;

  constructor(xid: string, reason: StoreUnavailableError) {
    super(reason.message, { cause: reason });
    this.xid = xid;
    this.reason = reason;
  }
}

async function commit(wire: Wire, begun: unknown): Promise<void> {
  try {
    await wire.script(COMMIT);
  } catch (error) {
    const xid = xidOf(begun);
    // A read can simply be repeated.
    if (xid !== null && error instanceof StoreUnavailableError) throw new LostCommit(xid, error);
    throw error;
  }
}

function xidOf(begun: unknown): string | null {
  if (typeof begun !== "object" || begun === null || !("xid" in begun)) return null;
  return typeof begun.xid === "string" ? begun.xid : null;
}

function isLost(error: unknown): boolean {
  return error instanceof LostCommit || error instanceof StoreUnavailableError;
}

function rolledBack(wire: Wire): Promise<boolean> {
  return wire.script("ROLLBACK").then(
    () => true,
    () => false,
  );
}

/**
 * After a deadlock or serialization failure, the same work can succeed on retry. This is also true if the connection
 * failed before COMMIT was sent: the server rolls back.
 */
function isRetryable(error: unknown): boolean {
  let cause = error;
  while (cause instanceof Error) {
    if (cause instanceof StoreUnavailableError) return true;
    if ("code" in cause && (cause.code === "40P01" || cause.code === "40001")) return true;
    cause = cause.cause;
  }
  return false;
}

/** A random pause that grows with each attempt, so two conflicting transactions do not conflict again. */
function backOff(attempt: number): Promise<void> {
  return pause(Math.random() * 5 * 2 ** attempt);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
