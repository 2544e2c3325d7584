import { parseDecimal } from "./decimal.ts";
import { digitsOf, latinDigits } from "./digits.ts";

/** How a locale writes numbers: its decimal separator, its group separators, and the digits per group. */
export interface NumberSigns {
  readonly decimal: "." | ",";
  readonly group: "." | "," | typeof GROUP;
  /** Digits of the groups except the last: 2 in India (12,34,567), 3 nearly everywhere. */
  readonly groupSize: number;
}

// Some characters have only one meaning and are read like these two in every locale.
const GROUP = "'";
const DECIMAL = "\u066b";
const ONLY_GROUP = /[\s\u2018\u2019\u02bc\u066c]/g;
const MINUS = /[\u2212\uff0d\ufe63]/g;
const INVISIBLE = /[\u061c\u200b\u200e\u200f\u2066-\u2069\ufeff]/g;

/**
 * The separators of a BCP 47 locale; defaults to the runtime's locale. Some locales use different separators for
 * money (Austria: 1.230,50, but 1 230,50 for numbers): `currency` (ISO 4217) selects those of money.
 */
export function numberSigns(locale?: string, currency?: string): NumberSigns {
  const style = currency === undefined ? {} : ({ style: "currency", currency } as const);
  const format = new Intl.NumberFormat(latinDigits(locale), { ...style, minimumFractionDigits: 1 });
  const parts = format.formatToParts(1_234_567_890.5);
  const decimal = parts.find((part) => part.type === "decimal")?.value;
  const group = parts.find((part) => part.type === "group")?.value;
  const groups = parts.filter((part) => part.type === "integer");
  return {
    decimal: decimal === "," ? "," : ".",
    group: group === "," || group === "." ? group : GROUP,
    groupSize: groups.at(-2)?.value.length ?? 3,
  };
}

/**
 * A typed or pasted number as plain decimal text with a point ("-1234.5"); `null` if it cannot be parsed. Digits of
 * every script are accepted.
 *
 * A group separator is accepted only if the grouping is correct: one to three digits that do not start with 0, then
 * groups of exactly three (or as the locale groups). Otherwise a single point or comma is the decimal separator, so
 * 0.575 is never read as 575, whatever the locale. Everything else is refused, never guessed.
 */
export function plainNumber(typed: string, signs: NumberSigns): string | null {
  const text = digitsOf(typed.replace(INVISIBLE, "").trim())
    .replace(MINUS, "-")
    .replace(/\uff0c/g, ",")
    .replace(/\uff0e/g, ".")
    .replace(ONLY_GROUP, GROUP);
  const [, sign = "", size = ""] = /^(?:([+-])'?)?(.*)$/.exec(text) ?? [];
  const plain = ungrouped(size, signs) ?? withOneSign(size);
  return plain === null ? null : (sign === "-" ? "-" : "") + plain;
}

/**
 * A typed number as an integer counted in units of 10^-`places`: 450 for "4,50" with two. `null` if it cannot be
 * parsed, has too many decimals, or is too large to be exact.
 */
export function readNumber(typed: string, signs: NumberSigns, places: number): number | null {
  const plain = plainNumber(typed, signs);
  return plain === null ? null : parseDecimal(plain, places);
}

/**
 * Plain decimal text as a field shows it: with the locale's decimal separator and no groups. `plainNumber` parses it.
 */
export function fieldNumber(plain: string, { decimal }: NumberSigns): string {
  return plain.replace(".", decimal);
}

function ungrouped(text: string, { group, decimal, groupSize }: NumberSigns): string | null {
  for (const sign of group === GROUP ? [GROUP] : [group, GROUP]) {
    const point = `[${sign === GROUP ? ".," : decimal}${DECIMAL}]`;
    const match =
      grouping(sign, point, 3).exec(text) ?? grouping(sign, point, groupSize).exec(text);
    const [, whole, fraction] = match ?? [];
    if (whole !== undefined) return `${whole.replaceAll(sign, "")}.${fraction ?? ""}`;
  }
  return null;
}

function grouping(sign: string, point: string, size: number): RegExp {
  return new RegExp(
    `^([1-9]\\d{0,${size - 1}}(?:[${sign}]\\d{${size}})*[${sign}]\\d{3})(?:${point}(\\d*))?$`,
  );
}

function withOneSign(text: string): string | null {
  const [, whole, fraction] = /^(\d*)(?:[.,\u066b](\d*))?$/.exec(text) ?? [];
  if (whole === undefined || whole + (fraction ?? "") === "") return null;
  return fraction === undefined ? whole : `${whole}.${fraction}`;
}
