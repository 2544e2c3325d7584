/**
 * Labels of scales: barcodes of a shop or a country that contain the number of an item and its price, weight or count.
 * Without zod, because a till reads them.
 */
import { checkDigit } from "./gtin.ts";
import type { LabelProblem } from "./label-problems.ts";

/** What the value digits of a label are: a weight in kilograms, a price in the shop's currency, or pieces. */
export const LABEL_MEANINGS = ["weight", "price", "count"] as const;
export type LabelMeaning = (typeof LABEL_MEANINGS)[number];

/** The digit that verifies the value: none, or that of GS1 for four or five digits. */
export const LABEL_VERIFIERS = ["none", "gs1"] as const;
export type LabelVerifier = (typeof LABEL_VERIFIERS)[number];

/** The longest prefix. */
export const MOST_PREFIX = 4;
/** Weights have three decimals at most: grams. */
export const MOST_LABEL_DECIMALS = 3;
/** Nothing that is sold by a label weighs more, in grams: a tonne. */
export const MOST_LABEL_GRAMS = 1_000_000;
/** The maximum number of pieces of a label. */
export const MOST_LABEL_PIECES = 100_000;

/**
 * How to read one kind of label. `layout` has a letter for each digit: P prefix, I item number, V value, C verifier
 * digit of the value, X check digit of the barcode. With 12 digits it is a UPC-A: an EAN-13 without its leading zero.
 */
export interface LabelLayout {
  readonly prefix: string;
  readonly layout: string;
  readonly verifier: LabelVerifier;
  readonly meaning: LabelMeaning;
  /** The decimals of the value: three for grams, two for cents. */
  readonly decimals: number;
}

/** An amount that a code contains. A price has `decimals`, and `grams` if the code contains the weight too. */
export type ScannedMeasure =
  | { readonly kind: "weight"; readonly grams: number }
  | { readonly kind: "count"; readonly pieces: number }
  | {
      readonly kind: "price";
      readonly value: number;
      readonly decimals: number;
      readonly grams: number | null;
    };

/** A label: the digits of its item, with leading zeros, and its amount. */
export interface LabelReading {
  readonly item: string;
  readonly measure: ScannedMeasure;
}

/** What is wrong with a layout; null if nothing is. */
export type LayoutFault =
  | "label_prefix_not_digits"
  | "label_layout_letters"
  | "label_layout_length"
  | "label_layout_order"
  | "label_item_missing"
  | "label_value_missing"
  | "label_verifier_differs"
  | "label_verifier_length";

const LETTERS = /^[PICVX]+$/;
const ORDER = /^P+C?(?:I+C?V+|V+C?I+)C?X$/;
const LENGTHS: ReadonlySet<number> = new Set([8, 12, 13]);

/** Checks a layout on its own; `overlapping` compares it with others. */
export function faultOfLayout({
  prefix,
  layout,
  verifier,
}: Pick<LabelLayout, "prefix" | "layout" | "verifier">): LayoutFault | null {
  if (!/^[0-9]+$/.test(prefix) || prefix.length > MOST_PREFIX) return "label_prefix_not_digits";
  if (!LETTERS.test(layout)) return "label_layout_letters";
  if (!LENGTHS.has(layout.length)) return "label_layout_length";
  if (!layout.includes("I")) return "label_item_missing";
  if (!layout.includes("V")) return "label_value_missing";
  const verifiers = countOf(layout, "C");
  if (verifiers !== (verifier === "none" ? 0 : 1)) return "label_verifier_differs";
  if (!ORDER.test(layout) || countOf(layout, "P") !== prefix.length) return "label_layout_order";
  const values = countOf(layout, "V");
  if (verifier === "gs1" && values !== 4 && values !== 5) return "label_verifier_length";
  return null;
}

/** The pattern among `others` that matches some of the same codes; null if none does. */
export function overlapping<Other extends Pick<LabelLayout, "prefix" | "layout">>(
  pattern: Pick<LabelLayout, "prefix" | "layout">,
  others: readonly Other[],
): Other | null {
  const { length, prefix } = normalForm(pattern);
  const found = others.find((other) => {
    const their = normalForm(other);
    const same = their.prefix.startsWith(prefix) || prefix.startsWith(their.prefix);
    return same && their.length === length;
  });
  return found ?? null;
}

/**
 * Reads a label: null if no pattern matches, and the problem if one does but the label is bad. Nothing is guessed: the
 * check digit and the verifier digit must be correct.
 */
export function readLabel(
  text: string,
  patterns: readonly LabelLayout[],
): LabelReading | { readonly problem: LabelProblem } | null {
  const digits = text.replace(/[\s-]/g, "");
  if (!/^[0-9]{8,14}$/.test(digits)) return null;
  const code = asScanned(digits);
  const matching = patterns.filter((pattern) => {
    const { prefix, length } = normalForm(pattern);
    return code.length === length && code.startsWith(prefix);
  });
  const [pattern, second] = matching;
  if (pattern === undefined) return null;
  if (second !== undefined) return { problem: "several_patterns" };
  return readByPattern(code, pattern);
}

function readByPattern(
  code: string,
  pattern: LabelLayout,
): LabelReading | { readonly problem: LabelProblem } {
  if (checkDigit(code.slice(0, -1)) !== code.slice(-1)) return { problem: "check_digit" };
  const { layout } = normalForm(pattern);
  const value = digitsAt(code, layout, "V");
  if (pattern.verifier === "gs1" && digitsAt(code, layout, "C") !== verifierDigit(value))
    return { problem: "verifier_digit" };
  const measure = measureOf(Number(value), pattern);
  return "problem" in measure ? measure : { item: digitsAt(code, layout, "I"), measure };
}

/** The label of an item with this value: the digits as `layout` places them, with correct check digits. */
export function writeLabel(pattern: LabelLayout, item: string, value: number): string {
  const { layout, verifier, prefix } = pattern;
  const values = String(value).padStart(countOf(layout, "V"), "0");
  const parts: Readonly<Record<string, string>> = {
    P: prefix,
    I: item.padStart(countOf(layout, "I"), "0"),
    V: values,
    C: verifier === "gs1" ? verifierDigit(values) : "",
  };
  const used: Record<string, number> = {};
  let code = "";
  for (const letter of layout.slice(0, -1)) {
    const at = used[letter] ?? 0;
    code += (parts[letter] ?? "").charAt(at);
    used[letter] = at + 1;
  }
  return code + checkDigit(code);
}

function measureOf(
  value: number,
  { meaning, decimals }: LabelLayout,
): ScannedMeasure | { readonly problem: LabelProblem } {
  if (meaning === "price")
    return value === 0 ? { problem: "no_price" } : { kind: "price", value, decimals, grams: null };
  if (meaning === "count") return countMeasure(value);
  return weightMeasure(value * 10 ** (MOST_LABEL_DECIMALS - decimals));
}

/** A weight in grams, if a label can have it. */
export function weightMeasure(
  grams: number,
): Extract<ScannedMeasure, { kind: "weight" }> | { readonly problem: LabelProblem } {
  if (grams === 0) return { problem: "no_weight" };
  return grams > MOST_LABEL_GRAMS ? { problem: "too_much" } : { kind: "weight", grams };
}

/** A number of pieces, if a label can have it. */
export function countMeasure(
  pieces: number,
): Extract<ScannedMeasure, { kind: "count" }> | { readonly problem: LabelProblem } {
  if (pieces === 0) return { problem: "no_count" };
  return pieces > MOST_LABEL_PIECES ? { problem: "too_much" } : { kind: "count", pieces };
}

/** Products of a digit with the weights 2-, 3, 5+ and 5- (GS1 General Specifications 7.9.2). */
const TWO_MINUS = [0, 2, 4, 6, 8, 9, 1, 3, 5, 7];
const THREE = [0, 3, 6, 9, 2, 5, 8, 1, 4, 7];
const FIVE_PLUS = [0, 5, 1, 6, 2, 7, 3, 8, 4, 9];
const FIVE_MINUS = [0, 5, 9, 4, 8, 3, 7, 2, 6, 1];
const WEIGHTS_OF_FOUR = [TWO_MINUS, TWO_MINUS, THREE, FIVE_MINUS];
const WEIGHTS_OF_FIVE = [FIVE_PLUS, TWO_MINUS, FIVE_MINUS, FIVE_PLUS, TWO_MINUS];

/**
 * The verifier digit of a price or measure of four or five digits (GS1 General Specifications 7.9.3 and 7.9.4): 9 of
 * 2875, 6 of 14685. RangeError for another length.
 */
export function verifierDigit(value: string): string {
  const weights = value.length === 4 ? WEIGHTS_OF_FOUR : WEIGHTS_OF_FIVE;
  if (!/^[0-9]{4,5}$/.test(value)) throw new RangeError(`"${value}" is not of 4 or 5 digits`);
  let sum = 0;
  weights.forEach((products, index) => {
    sum += products[Number(value.charAt(index))] ?? 0;
  });
  if (value.length === 4) return String((sum * 3) % 10);
  return String(FIVE_MINUS.indexOf((10 - (sum % 10)) % 10));
}

/** The pattern as it applies to the code that `asScanned` returns. */
function normalForm({ prefix, layout }: Pick<LabelLayout, "prefix" | "layout">) {
  return layout.length === 12
    ? { prefix: `0${prefix}`, layout: `P${layout}`, length: 13 }
    : { prefix, layout, length: layout.length };
}

/** Scanners send an EAN-13 also with leading zeros, and a UPC-A without. */
function asScanned(digits: string): string {
  if (digits.length === 12) return `0${digits}`;
  return digits.length === 14 && digits.startsWith("0") ? digits.slice(1) : digits;
}

function digitsAt(code: string, layout: string, letter: string): string {
  return [...code].filter((_, index) => layout.charAt(index) === letter).join("");
}

function countOf(layout: string, letter: string): number {
  return layout.split(letter).length - 1;
}
