import { DefectError } from "../../store-error.ts";
import type { StoreStats, WriteTx } from "../../types.ts";
import type { Writer } from "./writer.ts";

type Work = (tx: WriteTx) => Promise<unknown>;

/** A piece of work that waits for its turn, with the caller's promise. */
export interface Job {
  readonly work: Work;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** What a batch needs besides its jobs. */
export interface BatchOptions {
  readonly maxBatch: number;
  /** How long a job that awaits something else may hold the batch, in milliseconds. */
  readonly patienceMs: number;
  readonly stats: StoreStats;
  /** Makes a new writer after the old one must not be used again; it closes the old one. */
  readonly replaceWriter: (old: Writer) => Writer;
  readonly onDefect: (sentence: string) => void;
  /** The moment a straggling job is noticed. */
  readonly onStraggler: () => void;
  readonly onCommit: () => void;
  /** Called before a COMMIT of something written; what it throws refuses the whole batch. */
  readonly beforeCommit?: (() => void) | undefined;
  /** Called when something written is on the disk and nobody has been answered yet. Never throws. */
  readonly afterCommit?: (() => void) | undefined;
}

/** Thrown through the batch when its writer was taken away from a straggling job. */
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

  /** Answers the writer to go on with: another one where this batch lost its own. Never rejects. */
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

  /** A job without a finished neighbour in this transaction needs no savepoint: rolling back everything is right. */
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
      // A full disk can have ended the transaction by itself.
      if (connection.database.inTransaction) rollback();
      this.#open = false;
      connection.wrote = false;
    } else if (connection.database.inTransaction) {
      undo();
    } else {
      // The transaction is gone and the finished neighbours with it: nobody may be told that his work is kept.
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
      // A connection that cannot even roll back is replaced like a broken one.
    }
    // After a failed fsync nobody knows what reached the disk, and an abandoned job still holds this handle.
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

  /** Database work ends within microtasks, so an immediate that fires inside a batch has met a job that awaits more. */
  readonly #noticeStraggler = (): void => {
    this.#watch = null;
    this.#options.stats.defects++;
    this.#patience = setTimeout(() => {
      this.#abandon?.(
        new BatchAbandoned(
          "A write job did not end in time because it awaited something other than its transaction.",
        ),
      );
    }, this.#options.patienceMs);
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

  /** After a straggler the next job of the same batch is watched again. */
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

/** Errors after which the connection itself cannot be trusted any more. */
function isBroken(error: unknown): boolean {
  let cause = error;
  while (cause instanceof Error) {
    if ("code" in cause && typeof cause.code === "string" && cause.code.startsWith("SQLITE_IOERR"))
      return true;
    cause = cause.cause;
  }
  return false;
}
