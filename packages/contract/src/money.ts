import { z } from "zod";
import { currencyExponent } from "./currencies.ts";
import { decimalText, formatDecimal, parseDecimal } from "./decimal.ts";
import { latinDigits } from "./digits.ts";
import { rangeError, TooLargeError } from "./too-large-error.ts";

/** The largest amount that a document, a price or a payment may have, in minor units. */
export const MOST_DOCUMENT_MINOR = 1e12;

const NOT_AN_AMOUNT = "Enter an amount of money that the currency can hold.";
const TOO_LARGE = "This amount is too large to be booked.";

/** An amount of money in minor units of the shop's currency (cents, pence): a safe integer, possibly negative. */
export const Minor = z.int(NOT_AN_AMOUNT).brand<"Minor">();
export type Minor = z.infer<typeof Minor>;

/** An amount that somebody gives: zero or more, and at most `MOST_DOCUMENT_MINOR`. */
export const MinorNonNegative = z
  .int(NOT_AN_AMOUNT)
  .min(0, "Enter an amount of zero or more.")
  .max(MOST_DOCUMENT_MINOR, TOO_LARGE)
  .brand<"Minor">();

/** `MinorNonNegative` that is more than zero. */
export const MinorPositive = z
  .int(NOT_AN_AMOUNT)
  .min(1, "Enter an amount above zero.")
  .max(MOST_DOCUMENT_MINOR, TOO_LARGE)
  .brand<"Minor">();

/** Brands a number as minor units. RangeError unless it is a safe integer; minus zero becomes zero. */
export function minor(n: number): Minor {
  if (!Number.isSafeInteger(n)) throw rangeError(n, `${n} is not a whole number of minor units`);
  // safe because the line above refused everything that is not a safe integer
  return (n + 0) as Minor;
}

/** A sum of money for showing, kept within the safe integers; see `shownMilli`. */
export function shownMinor(sum: number): Minor {
  return minor(Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, sum)));
}

/** No money. */
export const ZERO_MINOR: Minor = minor(0);

/**
 * `R(a · b / divisor)`, where R rounds half away from zero. Exact for every pair of safe integers, also where the
 * product is beyond 2^53. For money, quantities and shares alike. RangeError when an input is not a safe integer,
 * the divisor is 0, or the result is not a safe integer.
 */
export function mulDiv(a: number, b: number, divisor: number): number {
  const product = a * b;
  if (!Number.isSafeInteger(product) || !Number.isSafeInteger(a) || !Number.isSafeInteger(b)) {
    return mulDivExact(toBigInt(a), toBigInt(b), toBigInt(divisor));
  }
  if (!Number.isSafeInteger(divisor) || divisor === 0)
    throw new RangeError(`Cannot divide by ${divisor}`);
  const rest = product % divisor;
  // Exact: the dividend is a multiple of the divisor, and both are integers that a number holds. Adding 0 turns -0
  // into 0.
  const quotient = (product - rest) / divisor + 0;
  if (2 * Math.abs(rest) < Math.abs(divisor)) return quotient;
  return product < 0 === divisor < 0 ? quotient + 1 : quotient - 1;
}

/** `mulDiv` for factors that are themselves beyond 2^53, such as compound tax rates. Same rounding, same errors. */
export function mulDivExact(a: bigint, b: bigint, divisor: bigint): number {
  if (divisor === 0n) throw new RangeError("Cannot divide by 0");
  const product = a * b;
  const quotient = product / divisor;
  const rest = product % divisor;
  const away = 2n * absolute(rest) >= absolute(divisor);
  const step = product < 0n === divisor < 0n ? 1n : -1n;
  return toSafeNumber(away ? quotient + step : quotient);
}

/** The sum of amounts. RangeError when it, or a sum on the way, is not a safe integer. */
export function sumMinor(values: Iterable<Minor>): Minor {
  let sum = ZERO_MINOR;
  for (const value of values) sum = minor(sum + value);
  return sum;
}

/**
 * Splits `total` into integer parts in proportion to `weights`, so that the parts add up to `total` exactly: every
 * part is rounded towards zero and the units left over go to the largest remainders, the earlier one on a tie
 * (Hamilton's method). Parts have the sign of the total; all weights zero means equal weights. With
 * `|total| <= Σ weights` no part is larger than its weight.
 * RangeError for a negative weight, a number that is not a safe integer, or a total without any weight to carry it.
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  let sum = 0;
  let largest = 0;
  for (const weight of weights) {
    if (!Number.isSafeInteger(weight) || weight < 0)
      throw new RangeError(`${weight} is not a weight`);
    sum += weight;
    if (weight > largest) largest = weight;
  }
  if (sum === 0 && weights.length > 0)
    return allocate(
      total,
      weights.map(() => 1),
    );
  const size = Math.abs(total);
  if (
    !Number.isSafeInteger(size * largest) ||
    !Number.isSafeInteger(sum) ||
    !Number.isSafeInteger(total)
  ) {
    return allocateExact(toBigInt(total), weights.map(BigInt));
  }
  if (sum === 0) return refuseToCarry(total);
  const rests: number[] = [];
  let left = size;
  const parts = weights.map((weight) => {
    const product = size * weight;
    const rest = product % sum;
    const part = (product - rest) / sum;
    rests.push(rest);
    left -= part;
    return part;
  });
  if (left > 0) giveToLargest(parts, rests, left);
  return total < 0 ? negate(parts) : parts;
}

/** `allocate` for weights beyond 2^53. Weights must not be negative. */
export function allocateExact(total: bigint, weights: readonly bigint[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum === 0n && weights.length > 0)
    return allocateExact(
      total,
      weights.map(() => 1n),
    );
  if (sum === 0n) return refuseToCarry(Number(total));
  const size = absolute(total);
  const parts = weights.map((weight) => toSafeNumber((size * weight) / sum));
  const rests = weights.map((weight) => (size * weight) % sum);
  const left = size - parts.reduce((a, b) => a + BigInt(b), 0n);
  if (left > 0n) giveToLargest(parts, rests, Number(left));
  return total < 0n ? negate(parts) : parts;
}

/**
 * What the next part of a document gets when it is taken apart in steps: `R(total · part / whole) − already`.
 * `part` counts the units so far, this step included; `already` is what the steps before got. However the steps are
 * cut, they add up to `total`, and the last unit takes the remainder.
 */
export function cumulativeShare(
  total: number,
  part: number,
  whole: number,
  already: number,
): number {
  return minor(mulDiv(total, part, whole) - already);
}

const currencyFormats = new Map<string, Intl.NumberFormat>();

/**
 * An amount as a person reads it ("€12.30", "−€0.05"), with the currency's own number of decimals. `locale` is a
 * BCP 47 tag, the runtime's own when left out. RangeError for a currency that is not in ISO 4217.
 */
export function formatMinor(value: number, currency: string, locale?: string): string {
  const exponent = currencyExponent(currency);
  if (exponent === null) throw new RangeError(`${currency} is not a currency`);
  const key = `${currency} ${locale ?? ""}`;
  let format = currencyFormats.get(key);
  if (format === undefined) {
    // The decimals are given because browsers follow CLDR, which drops the ones of IQD, LBP and others.
    const digits = { minimumFractionDigits: exponent, maximumFractionDigits: exponent };
    format = new Intl.NumberFormat(latinDigits(locale), {
      style: "currency",
      currency,
      ...digits,
    });
    currencyFormats.set(key, format);
  }
  return formatDecimal(decimalText(value, exponent), format);
}

/** Decimal text ("12.30") to minor units; `null` when it is no number, finer than the currency, or too large. */
export function parseMinor(text: string, exponent: number): Minor | null {
  const value = parseDecimal(text, exponent);
  return value === null ? null : minor(value);
}

/** Minor units as plain decimal text for files: `minorToDecimal(1230, 2)` is "12.30". */
export function minorToDecimal(value: number, exponent: number): string {
  return decimalText(value, exponent);
}

function giveToLargest(parts: number[], rests: readonly (number | bigint)[], left: number): void {
  const order = rests.map((rest, index) => ({ rest, index }));
  order.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const { index } of order.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
}

function refuseToCarry(total: number): number[] {
  if (total === 0) return [];
  throw new RangeError(`There is nothing to split ${total} over`);
}

function negate(parts: readonly number[]): number[] {
  return parts.map((part) => (part === 0 ? 0 : -part));
}

function absolute(n: bigint): bigint {
  return n < 0n ? -n : n;
}

function toBigInt(n: number): bigint {
  if (!Number.isSafeInteger(n)) throw rangeError(n, `${n} is not a safe integer`);
  return BigInt(n);
}

function toSafeNumber(n: bigint): number {
  const result = Number(n);
  if (!Number.isSafeInteger(result)) throw new TooLargeError(`${n} is too large to be exact`);
  return result;
}
