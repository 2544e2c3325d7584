/** Who wants to hear of commits. A listener that throws harms neither the writer nor the other listeners. */
export class CommitListeners {
  readonly #listeners = new Set<() => void>();
  readonly #onDefect: (sentence: string) => void;

  constructor(onDefect: (sentence: string) => void) {
    this.#onDefect = onDefect;
  }

  /** Answers the function that ends the subscription. */
  add(listener: () => void): () => void {
    // Wrapped, so that the same function subscribed twice is called twice and leaves once.
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
