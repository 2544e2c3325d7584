const ANY_DIGIT = /\p{Nd}/u;
const FOREIGN_DIGITS = /(?![0-9])\p{Nd}/gu;

/**
 * Converts the decimal digits of every script to 0 to 9: Arabic, Devanagari, full-width and all others. Everything
 * else is unchanged; fractions and superscripts are not digits.
 */
export function digitsOf(text: string): string {
  return text.replace(FOREIGN_DIGITS, valueOf);
}

/**
 * A locale that writes numbers and dates with the digits 0 to 9; defaults to the runtime's locale. Sentences, codes,
 * receipt numbers and files use these digits, and one page must not mix two sets.
 */
export function latinDigits(locale?: string): string {
  const tag = locale ?? new Intl.NumberFormat().resolvedOptions().locale;
  return new Intl.Locale(tag, { numberingSystem: "latn" }).toString();
}

/** Unicode keeps the ten digits of a script in sequence, starting with zero. */
function valueOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (ANY_DIGIT.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}
