import { labelProblemsEn } from "./en-label-problems.ts";
import type { RefusalTexts } from "./refusal-texts.ts";

/** The refusals of labels with a price, a weight or a count in their code. */
export const labelReasonsEn = {
  label_refused: (d) => labelProblemsEn[d.why],
  label_patterns_overlap: (d) =>
    `The pattern “${d.name}” matches the same codes: its labels begin with ${d.prefix}. Deactivate it first, or use another prefix.`,
  label_price_decimals: (d) =>
    d.most === 0
      ? "Prices of this shop have no decimals. Enter 0."
      : `Prices of this shop have ${d.most} decimals. Enter ${d.most} or less.`,
} satisfies Partial<RefusalTexts["reasons"]>;

/** The rules of the fields of a pattern, and of a line with a label. */
export const labelRulesEn = {
  label_prefix_not_digits: () => "Enter the first digits of the label: 1 to 4 digits.",
  label_layout_letters: () => "Use only the letters P, I, V, C and X.",
  label_layout_length: () => "A label has 13, 12 or 8 digits: enter one letter for each.",
  label_layout_order: () =>
    "Begin with a P for each digit of the prefix, keep all I and all V together, and end with X.",
  label_item_missing: () => "Enter an I for each digit of the item number.",
  label_value_missing: () => "Enter a V for each digit of the price, weight or count.",
  label_verifier_differs: () =>
    "Enter one C for the verifier digit if the label has one, and none if it does not.",
  label_verifier_length: () => "A verifier digit of GS1 needs a value of 4 or 5 digits.",
  label_count_not_whole: () => "A count has no decimals. Enter 0.",
  label_price_and_own_price: () => "A line has the price of its label or another price, not both.",
  label_price_without_code: () => "The price of a label needs the code of the label.",
} satisfies Partial<RefusalTexts["rules"]>;
