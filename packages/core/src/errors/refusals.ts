import { DomainError, refuseAll } from "./domain-error.ts";

/** Collects refusals, so the user sees all errors at once. */
export class Refusals {
  readonly #errors: DomainError[] = [];

  add(error: DomainError): void {
    this.#errors.push(error);
  }

  /** Returns the result of `work`, or undefined if it refuses; other errors are rethrown. */
  async keep<T>(work: Promise<T>): Promise<T | undefined> {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.#errors.push(error);
      return undefined;
    }
  }

  /** Throws one refusal with the field errors of all, if there are any. */
  throwAny(): void {
    const all = refuseAll(this.#errors);
    if (all !== undefined) throw all;
  }
}
