/**
 * One look for all who ask about the same thing at one moment. Whoever asks while a look is under way shares the next
 * one: the one that runs may have begun before what made them ask.
 */
export class SharedLooks<Answer> {
  readonly #looks = new Map<string, { now: Promise<Answer>; next: Promise<Answer> | null }>();

  share(name: string, look: () => Promise<Answer>): Promise<Answer> {
    const known = this.#looks.get(name);
    if (known === undefined) return this.#begin(name, look);
    known.next ??= known.now.then(
      () => this.#begin(name, look),
      () => this.#begin(name, look),
    );
    return known.next;
  }

  #begin(name: string, look: () => Promise<Answer>): Promise<Answer> {
    const entry = { now: look(), next: null };
    this.#looks.set(name, entry);
    const done = (): void => {
      if (this.#looks.get(name) === entry && entry.next === null) this.#looks.delete(name);
    };
    entry.now.then(done, done);
    return entry.now;
  }
}
