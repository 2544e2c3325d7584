/** Listeners for commits. A listener that throws affects neither the writer nor the other listeners. */
export class CommitListeners {
  readonly #listeners = new Set<() => void>();
  readonly #onDefect: (sentence: string) => void;

  constructor(onDefect: (sentence: string) => void) {
    this.#onDefect = onDefect;
  }

  /** Returns the function that unsubscribes. */
  add(listener: () => void): () => void {
    // Wrapped, so subscribing the same function twice calls it twice and needs two unsubscribes.
    const entry = () => listener();
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  notify(): void {
    for (const listener of this.#listeners) {
      try {
        listener();
      } catch (error) {
        this.#onDefect(`A listener to commits failed: ${String(error)}`);
      }
    }
  }
}
