import { DefectError } from "../../store-error.ts";
import type { WriteTx } from "../../types.ts";
import { Batch } from "./batch.ts";
import type { BatchOptions, Job } from "./batch.ts";
import type { Writer } from "./writer.ts";

export interface WriteQueueOptions extends BatchOptions {
  readonly writer: Writer;
}

export interface WriteQueue {
  push<T>(work: (tx: WriteTx) => Promise<T>): Promise<T>;
  /** Null if no batch is open, otherwise a promise for its end. Never rejects. */
  running(): Promise<void> | null;
  /** Runs `work` between two batches while writers wait. */
  hold<T>(work: (writer: Writer) => Promise<T>): Promise<T>;
  /** Waits for every job accepted so far; later jobs are refused. */
  close(): Promise<Writer>;
}

/**
 * Group commit: all waiting jobs run one after another in one transaction and share one COMMIT, which is one fsync.
 * Each job is answered only after that COMMIT.
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
      // safe because `resolve` only receives the result of this job's work
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
    // Set before the first job starts, so a read inside a job sees the running batch.
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
