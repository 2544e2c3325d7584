import { DefectError } from "../../store-error.ts";
import type { StoreStats, WriteTx } from "../../types.ts";
import type { Writer } from "./writer.ts";

type Work = (tx: WriteTx) => Promise<unknown>;

/** A queued write with the caller's promise. */
export interface Job {
  readonly work: Work;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** The options of a batch. */
export interface BatchOptions {
  readonly maxBatch: number;
  /** How long a job that awaits something else may block the batch, in milliseconds. */
  readonly timeoutMs: number;
  readonly stats: StoreStats;
  /** Creates a new writer if the old one can no longer be used, and closes the old one. */
  readonly replaceWriter: (old: Writer) => Writer;
  readonly onDefect: (sentence: string) => void;
  /** Called when a blocked job is detected. */
  readonly onStraggler: () => void;
  readonly onCommit: () => void;
  /** Called before a COMMIT that wrote something; an error refuses the whole batch. */
  readonly beforeCommit?: (() => void) | undefined;
  /** Called when writes are on disk, before any caller is answered. Never throws. */
  readonly afterCommit?: (() => void) | undefined;
}

/** Thrown in a batch when its writer was taken from a blocked job. */
class BatchAbandoned extends DefectError {}

/** One transaction: jobs one after another, one COMMIT, then the answers. */
export class Batch {
  readonly #options: BatchOptions;
  readonly #waiting: Job[];
  #writer: Writer;
  #open = false;
  #done: { job: Job; value: unknown }[] = [];
  #refused: { job: Job; reason: unknown }[] = [];
  #abandon: ((error: BatchAbandoned) => void) | null = null;
  #watch: NodeJS.Immediate | null = null;
  #patience: NodeJS.Timeout | null = null;

  constructor(writer: Writer, waiting: Job[], options: BatchOptions) {
    this.#writer = writer;
    this.#waiting = waiting;
    this.#options = options;
  }

  /** Returns the writer to continue with: a new one if this batch lost its own. Never rejects. */
  async run(): Promise<Writer> {
    this.#watch = setImmediate(this.#noticeStraggler);
    let current: Job | undefined;
    try {
      for (let taken = 0; taken < this.#options.maxBatch; taken++) {
        current = this.#waiting.shift();
        if (!current) break;
        this.#options.stats.jobs++;
        await this.#runJob(current);
        current = undefined;
      }
      this.#commit();
    } catch (error) {
      if (current) this.#refused.push({ job: current, reason: error });
      this.#loseBatch(error);
    } finally {
      this.#stopWatching();
    }
    this.#answer();
    return this.#writer;
  }

  /** A job without a finished predecessor in this transaction needs no savepoint: a full rollback is correct. */
  async #runJob(job: Job): Promise<void> {
    const alone = this.#done.length === 0;
    const { begin, savepoint, release } = this.#writer;
    if (!this.#open) {
      begin();
      this.#open = true;
    }
    if (!alone) savepoint();
    try {
      const work = job.work(this.#writer.tx);
      const value = await (this.#watch ? this.#unlessAbandoned(work) : this.#watched(work));
      if (!alone) release();
      this.#done.push({ job, value });
    } catch (error) {
      if (error instanceof BatchAbandoned) throw error;
      this.#undoJob(job, alone, error);
    }
  }

  #undoJob(job: Job, alone: boolean, reason: unknown): void {
    const { connection, undo, rollback } = this.#writer;
    if (alone) {
      // A full disk may have ended the transaction already.
      if (connection.database.inTransaction) rollback();
      this.#open = false;
      connection.wrote = false;
    } else if (connection.database.inTransaction) {
      undo();
    } else {
      // The transaction was rolled back together with the finished jobs: none of them may be reported as saved.
      throw reason;
    }
    this.#refused.push({ job, reason });
    if (isBroken(reason)) throw reason;
  }

  #commit(): void {
    if (!this.#open) return;
    const { wrote } = this.#writer.connection;
    if (wrote) this.#options.beforeCommit?.();
    this.#writer.commit();
    this.#open = false;
    this.#options.stats.commits++;
    if (wrote) this.#options.afterCommit?.();
  }

  #loseBatch(error: unknown): void {
    const reason = error;
    for (const { job } of this.#done.splice(0)) this.#refused.push({ job, reason });
    const { connection, rollback } = this.#writer;
    connection.wrote = false;
    this.#open = false;
    try {
      if (connection.database.inTransaction) rollback();
      if (connection.database.open && !(error instanceof BatchAbandoned) && !isBroken(error))
        return;
    } catch {
      // A connection that cannot roll back is replaced like a broken one.
    }
    // After a failed fsync it is unknown what is on disk, and an abandoned job still uses this handle.
    try {
      this.#writer = this.#options.replaceWriter(this.#writer);
    } catch (failure) {
      this.#options.onDefect(
        `The database could not be opened again after a failure: ${String(failure)}`,
      );
    }
  }

  #answer(): void {
    const { connection } = this.#writer;
    const wrote = connection.wrote;
    connection.wrote = false;
    for (const { job, value } of this.#done) job.resolve(value);
    for (const { job, reason } of this.#refused) job.reject(reason);
    if (wrote && this.#done.length > 0) this.#options.onCommit();
  }

  /**
   * Database work ends within microtasks, so an immediate that fires inside a batch means that a job awaits something
   * else.
   */
  readonly #noticeStraggler = (): void => {
    this.#watch = null;
    this.#options.stats.defects++;
    this.#patience = setTimeout(() => {
      this.#abandon?.(
        new BatchAbandoned(
          "A write job did not end in time because it awaited something other than its transaction.",
        ),
      );
    }, this.#options.timeoutMs);
    this.#options.onStraggler();
    this.#options.onDefect(
      "A write job awaited something other than its own transaction and holds up every other writer. " +
        "Do that work before or after store.write.",
    );
  };

  #unlessAbandoned<T>(work: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#abandon = reject;
      work.then(resolve, reject);
    });
  }

  /** After a blocked job, the next job of the same batch is watched again. */
  #watched<T>(work: Promise<T>): Promise<T> {
    if (this.#patience) clearTimeout(this.#patience);
    this.#patience = null;
    this.#watch = setImmediate(this.#noticeStraggler);
    return this.#unlessAbandoned(work);
  }

  #stopWatching(): void {
    if (this.#watch) clearImmediate(this.#watch);
    if (this.#patience) clearTimeout(this.#patience);
    this.#abandon = null;
  }
}

/** Errors after which the connection must not be used any more. */
function isBroken(error: unknown): boolean {
  let cause = error;
  while (cause instanceof Error) {
    if ("code" in cause && typeof cause.code === "string" && cause.code.startsWith("SQLITE_IOERR"))
      return true;
    cause = cause.cause;
  }
  return false;
}
