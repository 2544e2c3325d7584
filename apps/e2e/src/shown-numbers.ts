/** Parses displayed numbers in British English and pounds. Never returns NaN: a dash counts as zero. */
import { parseMinor } from "@daybook/contract/money";
import { parseQuantity } from "@daybook/contract/quantity";

const DECIMALS_OF_POUND = 2;

/** "−£1,234.50" as -123450. */
export function shownMinor(text: string): number {
  return orFail(parseMinor(plain(text), DECIMALS_OF_POUND), text);
}

/** "1.25" as 1250. */
export function shownMilli(text: string): number {
  return orFail(parseQuantity(plain(text)), text);
}

/** "1,234 products" as 1234. */
export function shownCount(text: string): number {
  return orFail(/^\d+$/.test(plain(text)) ? Number(plain(text)) : null, text);
}

/** "38.5%" as "38.5", always with its decimal. */
export function shownPercent(text: string): string {
  const value = plain(text);
  return value === "" ? "none" : Number(value).toFixed(1);
}

/** Only digits, sign and point. */
function plain(text: string): string {
  return text.replaceAll("\u2212", "-").replaceAll(/[^\d.-]/g, "");
}

function orFail(value: number | null, text: string): number {
  if (value === null) throw new Error(`“${text}” is no number`);
  return value;
}
