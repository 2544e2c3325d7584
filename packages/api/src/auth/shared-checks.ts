interface Check<Answer> {
  readonly now: Promise<Answer>;
  /** Starts when `now` is finished, for callers that arrived since. */
  next: Promise<Answer> | null;
}

/**
 * Shares one check among concurrent callers. A caller that arrives during a check gets the result of the next one,
 * because the running one may have started before the change it asks about.
 */
export class SharedChecks<Answer> {
  readonly #looks = new Map<string, Check<Answer>>();

  share(name: string, look: () => Promise<Answer>): Promise<Answer> {
    const known = this.#looks.get(name);
    if (known === undefined) return this.#begin(name, look);
    known.next ??= this.#after(known.now, () => this.#begin(name, look));
    return known.next;
  }

  #begin(name: string, look: () => Promise<Answer>): Promise<Answer> {
    const entry: Check<Answer> = { now: look(), next: null };
    this.#looks.set(name, entry);
    void this.#after(entry.now, async () => {
      if (this.#looks.get(name) === entry && entry.next === null) this.#looks.delete(name);
    });
    return entry.now;
  }

  /** The callers of the check receive the error; here it is only finished. */
  async #after<Result>(look: Promise<unknown>, fn: () => Promise<Result>): Promise<Result> {
    await look.catch(() => undefined);
    return fn();
  }
}
