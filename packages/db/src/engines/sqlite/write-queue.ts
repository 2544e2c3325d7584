import { DefectError } from "../../store-error.ts";
import type { StoreStats, WriteTx } from "../../types.ts";
import type { Connection } from "./connection.ts";

type Work = (tx: WriteTx) => Promise<unknown>;
interface Job {
  readonly work: Work;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** The one connection that writes, with the statements of a batch compiled in advance. */
export interface Writer {
  readonly connection: Connection;
  readonly tx: WriteTx;
  readonly begin: () => void;
  readonly savepoint: () => void;
  readonly release: () => void;
  readonly undo: () => void;
  readonly commit: () => void;
  readonly rollback: () => void;
}

/** Prepares a connection for writing. `tx` is the handle every job on this connection receives. */
export function writerOn(connection: Connection, tx: WriteTx): Writer {
  const { database } = connection;
  const begin = database.prepare("BEGIN IMMEDIATE");
  const savepoint = database.prepare("SAVEPOINT job");
  const release = database.prepare("RELEASE job");
  const undo = database.prepare("ROLLBACK TO job");
  const commit = database.prepare("COMMIT");
  const rollback = database.prepare("ROLLBACK");
  return {
    connection,
    tx,
    begin: () => void begin.run(),
    savepoint: () => void savepoint.run(),
    release: () => void release.run(),
    undo: () => {
      undo.run();
      release.run();
    },
    commit: () => void commit.run(),
    rollback: () => void rollback.run(),
  };
}

export interface WriteQueueOptions {
  readonly writer: Writer;
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
}

export interface WriteQueue {
  push<T>(work: (tx: WriteTx) => Promise<T>): Promise<T>;
  /** Null when no batch is open, otherwise a promise for its end. Never rejects. */
  running(): Promise<void> | null;
  /** Runs `work` between two batches and keeps writers waiting meanwhile. */
  hold<T>(work: (writer: Writer) => Promise<T>): Promise<T>;
  /** Waits for every job accepted so far; later ones are refused. */
  close(): Promise<Writer>;
}

/** Thrown through the batch when its writer was taken away from a straggling job. */
class BatchAbandoned extends DefectError {}

/**
 * Group commit: all jobs waiting at one moment run one after another in one transaction and share one COMMIT, which
 * is one fsync. Each job is answered only after that COMMIT.
 */
export function createWriteQueue(options: WriteQueueOptions): WriteQueue {
  return new GroupCommit(options);
}

class GroupCommit implements WriteQueue {
  readonly #options: WriteQueueOptions;
  #writer: Writer;
  #jobs: Job[] = [];
  #scheduled = false;
  #closed = false;
  #running: Promise<void> | null = null;
  #idle: (() => void)[] = [];
  #held = 0;

  constructor(options: WriteQueueOptions) {
    this.#options = options;
    this.#writer = options.writer;
  }

  push<T>(work: (tx: WriteTx) => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new DefectError("The store is closed."));
    return new Promise<T>((resolve, reject) => {
      // safe because `resolve` only ever receives what this very job's work answered
      this.#jobs.push({ work, resolve: resolve as (value: unknown) => void, reject });
      this.#schedule();
    });
  }

  running(): Promise<void> | null {
    return this.#running;
  }

  async hold<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    this.#held++;
    try {
      while (this.#running) await this.#running;
      return await work(this.#writer);
    } finally {
      this.#held--;
      if (this.#jobs.length > 0) this.#schedule();
    }
  }

  async close(): Promise<Writer> {
    this.#closed = true;
    if (this.#jobs.length > 0 || this.#running)
      await new Promise<void>((done) => this.#idle.push(done));
    return this.#writer;
  }

  #schedule(): void {
    if (this.#scheduled || this.#held > 0) return;
    this.#scheduled = true;
    setImmediate(this.#drain);
  }

  readonly #drain = (): void => {
    if (this.#held > 0) {
      this.#scheduled = false;
      return;
    }
    let end: () => void = () => undefined;
    // Set before the first job starts, so that a read inside a job finds the batch running.
    this.#running = new Promise<void>((resolve) => (end = resolve));
    void new Batch(this.#writer, this.#jobs, this.#options).run().then((writer) => {
      this.#writer = writer;
      this.#running = null;
      this.#scheduled = false;
      end();
      if (this.#jobs.length > 0) this.#schedule();
      else for (const idle of this.#idle.splice(0)) idle();
    });
  };
}

class Batch {
  readonly #options: WriteQueueOptions;
  readonly #waiting: Job[];
  #writer: Writer;
  #open = false;
  #done: { job: Job; value: unknown }[] = [];
  #refused: { job: Job; reason: unknown }[] = [];
  #abandon: ((error: BatchAbandoned) => void) | null = null;
  #watch: NodeJS.Immediate | null = null;
  #patience: NodeJS.Timeout | null = null;

  constructor(writer: Writer, waiting: Job[], options: WriteQueueOptions) {
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
    this.#writer.commit();
    this.#open = false;
    this.#options.stats.commits++;
  }

  #loseBatch(error: unknown): void {
    const reason = error;
    for (const { job } of this.#done.splice(0)) this.#refused.push({ job, reason });
    const { connection, rollback } = this.#writer;
    connection.wrote = false;
    this.#open = false;
    try {
      if (connection.database.inTransaction) rollback();
      if (!(error instanceof BatchAbandoned) && !isBroken(error)) return;
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
