/** What one check of `doctor` found. */
export interface Finding {
  /** The name of the check. */
  readonly check: string;
  readonly state: "ok" | "warning" | "problem";
  /** What is the case: a sentence. */
  readonly says: string;
  /** The next step: a sentence; null if none is needed. */
  readonly next: string | null;
}

/** The findings of one check. */
export class Findings {
  readonly #check: string;

  constructor(check: string) {
    this.#check = check;
  }

  ok(says: string): Finding {
    return { check: this.#check, state: "ok", says, next: null };
  }

  warning(says: string, next: string): Finding {
    return { check: this.#check, state: "warning", says, next };
  }

  problem(says: string, next: string): Finding {
    return { check: this.#check, state: "problem", says, next };
  }
}
