import { DomainError, refuseAll } from "./domain-error.ts";

/** Gathers refusals, so that a person sees everything that is wrong at once and not one thing after another. */
export class Refusals {
  readonly #errors: DomainError[] = [];

  add(error: DomainError): void {
    this.#errors.push(error);
  }

  /** What `work` answers, or undefined when it refuses; a bug still flies. */
  async keep<T>(work: Promise<T>): Promise<T | undefined> {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.#errors.push(error);
      return undefined;
    }
  }

  /** Throws one refusal with the sentences of all, if there is any. */
  throwAny(): void {
    const all = refuseAll(this.#errors);
    if (all !== undefined) throw all;
  }
}
