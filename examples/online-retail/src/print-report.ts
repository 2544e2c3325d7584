/** The report of a run as lines of text. */
import { minorToDecimal } from "@daybook/contract/money";
import type { Comparison } from "./comparisons.ts";
import { DECISIONS } from "./decisions.ts";
import type { DecisionId } from "./decisions.ts";
import type { Plan } from "./planned.ts";

const VERDICTS = { equal: "=", explained: "= with", different: "DIFFERENT" } as const;

/** Every expected figure with the measured one. */
export function comparisonLines(comparisons: readonly Comparison[]): string[] {
  const rows = comparisons.map((one) => [
    one.group,
    one.figure,
    one.expected,
    one.measured,
    one.because === "" ? VERDICTS[one.verdict] : `${VERDICTS[one.verdict]} ${one.because}`,
  ]);
  return table([["", "figure", "expected", "measured", ""], ...rows]);
}

/** Each decision with its count. */
export function decisionLines(plan: Plan): string[] {
  // safe because the keys of a constant object are its own names
  const ids = Object.keys(DECISIONS) as DecisionId[];
  const rows = ids.map((id) => {
    const { rows: count, pieces, amountMinor } = plan.decisions.get(id);
    const units = pieces.toLocaleString("en-GB");
    return [
      DECISIONS[id],
      "",
      count.toLocaleString("en-GB"),
      units,
      minorToDecimal(amountMinor, 2),
    ];
  });
  return table([["decision", "", "lines", "units", "worth"], ...rows]);
}

/** Columns with minimum widths; the third and fourth are figures and right-aligned. */
function table(rows: readonly (readonly string[])[]): string[] {
  const width = (column: number) => Math.max(...rows.map((row) => (row[column] ?? "").length));
  const widths = [0, 1, 2, 3].map(width);
  return rows.map((row) =>
    row
      .map((text, column) => {
        if (column === 2 || column === 3) return text.padStart(widths[column] ?? 0);
        return text.padEnd(widths[column] ?? 0);
      })
      .join("  ")
      .trimEnd(),
  );
}
