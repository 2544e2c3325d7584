import { refuse } from "@daybook/core/errors/domain-error";

const MINUTE = 60_000;

/**
 * Limits costly work that many may request: concurrent callers share one run, and for a minute after a success further
 * calls are refused with 429 `too_many_requests`. `clock` is in milliseconds.
 */
export class OneAMinute<Result> {
  readonly #clock: () => number;
  readonly #work: () => Promise<Result>;
  #running: Promise<Result> | null = null;
  #doneAt = Number.NEGATIVE_INFINITY;

  constructor(clock: () => number, work: () => Promise<Result>) {
    this.#clock = clock;
    this.#work = work;
  }

  run(): Promise<Result> {
    return (this.#running ??= this.#once().finally(() => {
      this.#running = null;
    }));
  }

  async #once(): Promise<Result> {
    const wait = this.#doneAt + MINUTE - this.#clock();
    if (wait > 0) throw refuse("too_many_requests", { retryAfterSeconds: Math.ceil(wait / 1000) });
    const result = await this.#work();
    this.#doneAt = this.#clock();
    return result;
  }
}
