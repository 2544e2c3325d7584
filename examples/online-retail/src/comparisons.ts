import { minorToDecimal } from "@daybook/contract/money";
import { DECISIONS } from "./decisions.ts";
import type { DecisionId } from "./decisions.ts";

/** A measured and an expected figure. */
export interface Comparison {
  readonly group: string;
  readonly figure: string;
  readonly expected: string;
  readonly measured: string;
  readonly verdict: "equal" | "explained" | "different";
  /** The decision that explains a difference, and its amount. */
  readonly because: string;
}

export interface Explanation {
  readonly decision: DecisionId;
  /** The amount that the decision excludes from the measured figure: measured + by = expected. */
  readonly by: number;
}

interface Figure {
  readonly expected: number;
  readonly measured: number;
  readonly explanation?: Explanation | undefined;
}

/** Collects comparisons. A difference is explained only if a counted decision accounts for all of it. */
export class Comparisons {
  readonly items: Comparison[] = [];

  count(group: string, figure: string, numbers: Figure): void {
    this.#add(group, figure, numbers, (value) => value.toLocaleString("en-GB"));
  }

  money(group: string, figure: string, numbers: Figure): void {
    this.#add(group, figure, numbers, (value) => minorToDecimal(value, 2));
  }

  /** Compares many figures of a kind: `equal` of `all` agree, `names` are the others. */
  all(
    group: string,
    figure: string,
    checked: readonly { name: string; equal: boolean }[],
    explanation?: Explanation,
  ): void {
    const wrong = checked.filter(({ equal }) => !equal).map(({ name }) => name);
    const expected = checked.length;
    const named = wrong.length === 0 ? figure : `${figure} (not: ${wrong.slice(0, 5).join(", ")})`;
    this.count(group, named, { expected, measured: expected - wrong.length, explanation });
  }

  different(): Comparison[] {
    return this.items.filter(({ verdict }) => verdict === "different");
  }

  #add(
    group: string,
    figure: string,
    { expected, measured, explanation }: Figure,
    show: (value: number) => string,
  ): void {
    const texts = { group, figure, expected: show(expected), measured: show(measured) };
    if (expected === measured) {
      this.items.push({ ...texts, verdict: "equal", because: "" });
    } else if (explanation !== undefined && measured + explanation.by === expected) {
      const because = `${show(explanation.by)}: ${DECISIONS[explanation.decision]}`;
      this.items.push({ ...texts, verdict: "explained", because });
    } else {
      this.items.push({ ...texts, verdict: "different", because: "" });
    }
  }
}
