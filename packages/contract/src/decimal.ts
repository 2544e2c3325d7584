const SIGN_DIGITS_POINT_DIGITS = /^([+\-\u2212])?(\d*)(?:\.(\d*))?$/;

/**
 * The exact decimal text of `value`, counted in units of 10^-`places`: `decimalText(1230, 2)` is "12.30". Plain ASCII
 * with a hyphen as the minus sign, as in CSV and other programs. No binary fractions are involved, so every safe
 * integer is exact.
 */
export function decimalText(value: number, places: number): string {
  const digits = String(Math.abs(value)).padStart(places + 1, "0");
  const sign = value < 0 ? "-" : "";
  if (places === 0) return sign + digits;
  const point = digits.length - places;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/**
 * Parses decimal text with a point ("12.3", "-.5", "1 ") into an integer counted in units of 10^-`places`. `null` if
 * the text is not a plain decimal number, has a digit other than 0 beyond `places`, or is too large to be exact. No
 * thousands separators and no exponents, because their meaning depends on the locale.
 */
export function parseDecimal(text: string, places: number): number | null {
  const match = SIGN_DIGITS_POINT_DIGITS.exec(text.trim());
  if (match === null) return null;
  const [, sign, whole = "", fraction = ""] = match;
  if (whole === "" && fraction === "") return null;
  if (/[1-9]/.test(fraction.slice(places))) return null;
  const value = Number(whole + fraction.slice(0, places).padEnd(places, "0"));
  if (!Number.isSafeInteger(value)) return null;
  return sign === undefined || sign === "+" || value === 0 ? value : -value;
}

/**
 * Formats exact decimal text with a number format of the reader's locale. A hyphen used as the minus sign becomes
 * U+2212, which has the width of a digit and never wraps.
 */
export function formatDecimal(text: string, format: Intl.NumberFormat): string {
  // safe because decimalText writes only digits, one point and a leading hyphen
  const formatted = format.format(text as `${number}`);
  return text.startsWith("-") ? formatted.replace("-", "\u2212") : formatted;
}
