import { z } from "zod";
import { currencyExponent } from "./currency-exponents.ts";
import { decimalText, formatDecimal, parseDecimal } from "./decimal.ts";
import { latinDigits } from "./digits.ts";
import { mulDiv } from "./exact.ts";
import { rangeError } from "./too-large-error.ts";
import { rule } from "./rules.ts";

/** The largest amount that a document, a price or a payment may have, in minor units. */
export const MOST_DOCUMENT_MINOR = 1e12;

/** An amount of money in minor units of the shop's currency (cents, pence): a safe integer, possibly negative. */
export const Minor = z.int(rule("amount_not_whole")).brand<"Minor">();
export type Minor = z.infer<typeof Minor>;

/** An amount given by a user: zero or more, at most `MOST_DOCUMENT_MINOR`. */
export const MinorNonNegative = z
  .int(rule("amount_not_whole"))
  .min(0, rule("amount_negative"))
  .max(MOST_DOCUMENT_MINOR, rule("amount_too_large"))
  .brand<"Minor">();

/** An amount given by a user that may be below zero. */
export const MinorSigned = z
  .int(rule("amount_not_whole"))
  .min(-MOST_DOCUMENT_MINOR, rule("amount_too_large"))
  .max(MOST_DOCUMENT_MINOR, rule("amount_too_large"))
  .brand<"Minor">();

/** `MinorNonNegative` above zero. */
export const MinorPositive = z
  .int(rule("amount_not_whole"))
  .min(1, rule("amount_not_positive"))
  .max(MOST_DOCUMENT_MINOR, rule("amount_too_large"))
  .brand<"Minor">();

/** Brands a number as minor units. RangeError unless it is a safe integer; minus zero becomes zero. */
export function minor(n: number): Minor {
  if (!Number.isSafeInteger(n)) throw rangeError(n, `${n} is not a whole number of minor units`);
  // safe because the line above rejects everything that is not a safe integer
  return (n + 0) as Minor;
}

/** An amount for display, limited to safe integers; see `shownMilli`. */
export function shownMinor(sum: number): Minor {
  return minor(Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, sum)));
}

/** Zero. */
export const ZERO_MINOR: Minor = minor(0);

/** The sum of amounts. RangeError if it, or an intermediate sum, is not a safe integer. */
export function sumMinor(values: Iterable<Minor>): Minor {
  let sum = ZERO_MINOR;
  for (const value of values) sum = minor(sum + value);
  return sum;
}

/**
 * The amount of the next part of a document that is processed in steps: `R(total · part / whole) − already`. `part`
 * counts the units so far, including this step; `already` is the amount of the earlier steps. All steps add up to
 * `total`, and the last unit takes the remainder.
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
 * An amount as display text ("€12.30", "−€0.05") with the currency's number of decimals. `locale` is a BCP 47 tag and
 * defaults to the runtime's. RangeError for a currency that is not in ISO 4217.
 */
export function formatMinor(value: number, currency: string, locale?: string): string {
  const exponent = currencyExponent(currency);
  if (exponent === null) throw new RangeError(`${currency} is not a currency`);
  const key = `${currency} ${locale ?? ""}`;
  let format = currencyFormats.get(key);
  if (format === undefined) {
    // The decimals are explicit because browsers follow CLDR, which drops those of IQD, LBP and others.
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

/**
 * Parses decimal text ("12.30") into minor units; `null` if it is not a number, has too many decimals, or is too
 * large.
 */
export function parseMinor(text: string, exponent: number): Minor | null {
  const value = parseDecimal(text, exponent);
  return value === null ? null : minor(value);
}

/** Minor units as plain decimal text for files: `minorToDecimal(1230, 2)` is "12.30". */
export function minorToDecimal(value: number, exponent: number): string {
  return decimalText(value, exponent);
}
