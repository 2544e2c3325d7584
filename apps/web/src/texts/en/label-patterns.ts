import type { LabelMeaning } from "@daybook/contract/label-codes";

const meanings: Readonly<Record<LabelMeaning, string>> = {
  weight: "Weight in kg",
  price: "Price",
  count: "Number of pieces",
};

/** Texts of the label patterns: list and sheet. */
export const labelPatternTexts = {
  title: "Scale labels",
  lead: "Labels whose barcode contains a price, a weight or a number of pieces. Add one pattern for each kind of label. A product is found by the item number on the label: enter that number as a barcode of the product.",
  add: "Add label pattern",
  list: "Label patterns",
  emptyTitle: "No label patterns yet",
  empty: "Without a pattern, every label of a scale is an unknown code.",
  name: "Name",
  digits: "Digits",
  meaning: "Value",
  meanings,
  actions: "Actions",
  change: "Edit",
  deactivate: "Deactivate",
  deactivated: (name: string) => `Labels are no longer read by ${name}.`,
  undo: "Undo",
  newTitle: "New label pattern",
  editTitle: "Edit label pattern",
  editNote: "Sales that were made before are still checked with the pattern of their time.",
  close: "Close",
  save: "Save label pattern",
  preset: "Begin with",
  ownLayout: "My own layout",
  presetName: (countries: string, prefix: string, meaning: string) =>
    `${countries}: ${prefix}, ${meaning.toLowerCase()}`,
  everyCountry: "Other countries",
  source: (source: string) => `Published by ${source}`,
  prefix: "First digits",
  prefixHint: "The digits with which every such label begins, such as 21.",
  layout: "Layout",
  layoutHint:
    "One letter for each digit: P first digits, I item number, V value, C digit that verifies the value, X check digit.",
  decimals: "Decimals of the value",
  decimalsHint: "3 if 01500 is 1.500 kg, 2 if 00500 is 5.00.",
  verifier: "Digit that verifies the value",
  verifiers: { none: "None", gs1: "Price check digit of GS1" },
  sample: "Try a label",
  sampleHint: "Scan or type one of your labels, and see how it is read.",
  example: (code: string) => `A label of this pattern: ${code}`,
  reads: (item: string, amount: string) => `Item ${item}: ${amount}`,
  notThis: "This label has other first digits or another number of digits.",
  weightOf: (quantity: string) => `${quantity} kg`,
  piecesOf: (pieces: string) => (pieces === "1" ? "1 piece" : `${pieces} pieces`),
};
