const ANY_DIGIT = /\p{Nd}/u;
const FOREIGN_DIGITS = /(?![0-9])\p{Nd}/gu;

/**
 * The text with the decimal digits of every script written as 0 to 9: Arabic, Devanagari, full width and all others.
 * Nothing else changes; a fraction or a raised digit is no digit.
 */
export function digitsOf(text: string): string {
  return text.replace(FOREIGN_DIGITS, valueOf);
}

/**
 * A locale whose numbers and dates are written with the digits 0 to 9; the runtime's own when left out. Sentences,
 * codes, receipt numbers and files have these digits, and one page must not have two sets.
 */
export function latinDigits(locale?: string): string {
  const tag = locale ?? new Intl.NumberFormat().resolvedOptions().locale;
  return new Intl.Locale(tag, { numberingSystem: "latn" }).toString();
}

/** Unicode keeps the digits of a script together, ten in a row beginning with its zero. */
function valueOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (ANY_DIGIT.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}
