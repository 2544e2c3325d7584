interface Look<Answer> {
  readonly now: Promise<Answer>;
  /** Begins when `now` is over, for those who asked meanwhile. */
  next: Promise<Answer> | null;
}

/**
 * One look for all who ask about the same thing at one moment. Whoever asks while a look is under way shares the next
 * one: the one that runs may have begun before what made them ask.
 */
export class SharedLooks<Answer> {
  readonly #looks = new Map<string, Look<Answer>>();

  share(name: string, look: () => Promise<Answer>): Promise<Answer> {
    const known = this.#looks.get(name);
    if (known === undefined) return this.#begin(name, look);
    known.next ??= this.#after(known.now, () => this.#begin(name, look));
    return known.next;
  }

  #begin(name: string, look: () => Promise<Answer>): Promise<Answer> {
    const entry: Look<Answer> = { now: look(), next: null };
    this.#looks.set(name, entry);
    void this.#after(entry.now, async () => {
      if (this.#looks.get(name) === entry && entry.next === null) this.#looks.delete(name);
    });
    return entry.now;
  }

  /** Whoever asked for a look hears of its failure; here it is over either way. */
  async #after<Result>(look: Promise<unknown>, fn: () => Promise<Result>): Promise<Result> {
    await look.catch(() => undefined);
    return fn();
  }
}
