/** A stream that waits for news. News that arrive while it is busy wake it once; nothing queues up. */
export class Waiter {
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort = () => this.end();
  #awake = false;
  #check = false;
  #ended = false;
  #resume: () => void = () => undefined;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
    if (signal?.aborted === true) this.#ended = true;
    signal?.addEventListener("abort", this.#onAbort, { once: true });
  }

  get ended(): boolean {
    return this.#ended;
  }

  wake({ check = false } = {}): void {
    this.#awake = true;
    this.#check ||= check;
    this.#resume();
  }

  end(): void {
    this.#ended = true;
    this.#signal?.removeEventListener("abort", this.#onAbort);
    this.#resume();
  }

  /** Resolves at the next news, at once if there were some since the last call, and when it ended. */
  async wait(): Promise<void> {
    if (!this.#awake && !this.#ended)
      await new Promise<void>((resolve) => {
        this.#resume = resolve;
      });
    this.#awake = false;
  }

  /** Whether the credentials must be checked now; says so once. */
  takeCheck(): boolean {
    const check = this.#check;
    this.#check = false;
    return check;
  }
}
