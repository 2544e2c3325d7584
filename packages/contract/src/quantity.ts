import { z } from "zod";
import { decimalText, formatDecimal, parseDecimal } from "./decimal.ts";
import { latinDigits } from "./digits.ts";
import { rangeError } from "./too-large-error.ts";
import { rule } from "./rules.ts";

/** The largest quantity, in thousandths: 9 × 10^12 pieces. Just below 2^53, so every valid quantity is exact. */
export const MAX_MILLI = 9e15;

/** The largest quantity of one document line, in thousandths: a million units. */
export const MOST_LINE_MILLI = 1e9;

const DECIMALS = 3;

/** A quantity in thousandths of the base unit (3 pieces = 3000): an integer within ±`MAX_MILLI`. */
export const Milli = z
  .int(rule("quantity_not_exact"))
  .min(-MAX_MILLI, rule("quantity_too_large"))
  .max(MAX_MILLI, rule("quantity_too_large"))
  .brand<"Milli">();
export type Milli = z.infer<typeof Milli>;

/** A quantity given by a user, of either sign: within ±`MOST_LINE_MILLI`. */
export const LineMilli = z
  .int(rule("quantity_not_exact"))
  .min(-MOST_LINE_MILLI, rule("line_too_large"))
  .max(MOST_LINE_MILLI, rule("line_too_large"))
  .brand<"Milli">();

/** `LineMilli` that is zero or more. */
export const MilliNonNegative = z
  .int(rule("quantity_not_exact"))
  .min(0, rule("quantity_negative"))
  .max(MOST_LINE_MILLI, rule("line_too_large"))
  .brand<"Milli">();

/** `LineMilli` that is more than zero. */
export const MilliPositive = z
  .int(rule("quantity_not_exact"))
  .min(1, rule("quantity_not_positive"))
  .max(MOST_LINE_MILLI, rule("line_too_large"))
  .brand<"Milli">();

/** Brands a number as thousandths. RangeError unless it is an integer within ±`MAX_MILLI`. */
export function milli(n: number): Milli {
  if (!Number.isInteger(n) || Math.abs(n) > MAX_MILLI)
    throw rangeError(n, `${n} is not a quantity in thousandths`);
  // safe because the line above rejects everything that is not a valid quantity
  return (n + 0) as Milli;
}

/**
 * A sum of quantities for display, within ±`MAX_MILLI`. Only databases with lines from before the line limit come
 * near it; the figure is capped so that the page remains readable.
 */
export function shownMilli(sum: number): Milli {
  return milli(Math.max(-MAX_MILLI, Math.min(MAX_MILLI, sum)));
}

/** Zero. */
export const ZERO_MILLI: Milli = milli(0);

/** Whole pieces as a quantity: `pieces(3)` is 3000. */
export function pieces(n: number): Milli {
  return milli(n * 1000);
}

/** Whether a quantity is a whole number of steps, both in thousandths (step 1000 = whole pieces only). */
export function isOnStep(quantityMilli: number, stepMilli: number): boolean {
  return quantityMilli % checkedStep(stepMilli) === 0;
}

/**
 * The nearest valid quantities at or below and at or above; the same value twice if the quantity is a multiple of the
 * step.
 */
export function nearestOnStep(
  quantityMilli: number,
  stepMilli: number,
): [below: Milli, above: Milli] {
  const rest = quantityMilli % checkedStep(stepMilli);
  if (rest === 0) return [milli(quantityMilli), milli(quantityMilli)];
  const towardsZero = quantityMilli - rest;
  return rest > 0
    ? [milli(towardsZero), milli(towardsZero + stepMilli)]
    : [milli(towardsZero - stepMilli), milli(towardsZero)];
}

/**
 * Converts a quantity from another unit to the base unit: `quantityMilli · num / den`, where one such unit is
 * `num/den` base units (a case of 12: 12/1). Exact; `null` if the result is not a multiple of the step or exceeds
 * `MAX_MILLI`, never rounded. RangeError if num, den or the step is not a whole number above zero.
 */
export function toBase(
  quantityMilli: number,
  num: number,
  den: number,
  stepMilli: number,
): Milli | null {
  if (!isCount(num) || !isCount(den)) throw new RangeError(`${num}/${den} is not a unit`);
  const product = BigInt(quantityMilli) * BigInt(num);
  const divisor = BigInt(den);
  if (product % divisor !== 0n) return null;
  const base = product / divisor;
  if (base % BigInt(checkedStep(stepMilli)) !== 0n) return null;
  const result = Number(base);
  return Math.abs(result) > MAX_MILLI ? null : milli(result);
}

const quantityFormats = new Map<string, Intl.NumberFormat>();

/** A quantity as display text, with decimals only if needed: "3", "1.25", "−0.5". */
export function formatQuantity(quantityMilli: number, locale?: string): string {
  const key = locale ?? "";
  let format = quantityFormats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(latinDigits(locale), { maximumFractionDigits: DECIMALS });
    quantityFormats.set(key, format);
  }
  return formatDecimal(decimalText(quantityMilli, DECIMALS), format);
}

/**
 * Parses decimal text ("1.25") into thousandths; `null` if it is not a number, has more than three decimals, or is
 * too large.
 */
export function parseQuantity(text: string): Milli | null {
  const value = parseDecimal(text, DECIMALS);
  return value === null || Math.abs(value) > MAX_MILLI ? null : milli(value);
}

/** A quantity as plain decimal text for files, without trailing zeros: "3", "1.25". */
export function quantityToDecimal(quantityMilli: number): string {
  return decimalText(quantityMilli, DECIMALS).replace(/\.?0+$/, "");
}

function checkedStep(stepMilli: number): number {
  if (!isCount(stepMilli)) throw new RangeError(`${stepMilli} is not a step`);
  return stepMilli;
}

function isCount(n: number): boolean {
  return Number.isSafeInteger(n) && n > 0;
}
