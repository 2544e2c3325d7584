import type { LabelProblem } from "../label-problems.ts";

/** What is wrong with a label, for the server and for the till, which says so before it sends anything. */
export const labelProblemsEn: Readonly<Record<LabelProblem, string>> = {
  check_digit:
    "The last digit of this label, its check digit, does not match. Scan it again, or type the item.",
  verifier_digit:
    "The digit of this label that verifies its price or weight does not match. Print the label again.",
  gtin_check_digit:
    "The last digit of the product number in this code does not match. Scan it again.",
  no_weight: "This label has no weight. Weigh it again.",
  no_price: "This label has no price. Weigh it again.",
  no_count: "This label has no number of pieces. Print it again.",
  too_much: "The weight or number on this label is too large to be right. Print it again.",
  several_patterns:
    "Two label patterns match this code, so it is not read. Change one of them in Settings, under Labels.",
  not_a_label: "This code contains no price. Remove the line and scan the label again.",
  other_product: "This label is of another product. Remove the line and scan the label again.",
  other_price: "This label has another price. Remove the line and scan the label again.",
  other_quantity:
    "At the list price, this label is another quantity. Remove the line and scan the label again.",
  not_sold_by_weight: "This label has a weight, but the product is not sold in kilograms or grams.",
  not_sold_by_piece: "This label has a number of pieces, but the product is not sold by the piece.",
  product_without_price:
    "This product has no list price, so the quantity cannot be calculated from the label. Enter its price first.",
  price_too_large: "The price on this label is not possible. Print the label again.",
};
