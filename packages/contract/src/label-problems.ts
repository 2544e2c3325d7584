import { z } from "zod";

/** Why a label with a price or a weight in its code, or a code of GS1, cannot be used. */
export const LABEL_PROBLEMS = [
  "check_digit",
  "verifier_digit",
  "gtin_check_digit",
  "no_weight",
  "no_price",
  "no_count",
  "too_much",
  "several_patterns",
  "not_a_label",
  "other_product",
  "other_price",
  "other_quantity",
  "not_sold_by_weight",
  "not_sold_by_piece",
  "product_without_price",
  "price_too_large",
] as const;
export const LabelProblem = z.enum(LABEL_PROBLEMS);
export type LabelProblem = z.infer<typeof LabelProblem>;
