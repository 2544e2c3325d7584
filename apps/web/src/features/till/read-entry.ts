/** The parsed text of the scan box: quantity and search text. */
export interface Entry {
  /** Thousandths, NaN if the text before the star is not a quantity above zero; null without a star. */
  readonly quantityMilli: number | null;
  readonly text: string;
}

/** Parses `3*tea` as three of "tea" and `3*` as three of the next product. */
export function readEntry(typed: string, parseQuantity: (text: string) => number): Entry {
  const star = typed.indexOf("*");
  if (star <= 0) return { quantityMilli: null, text: typed.trim() };
  const before = typed.slice(0, star).trim();
  // A star after words is part of them.
  if (!/^[\p{Nd}.,٫٬'’\s]+$/u.test(before)) return { quantityMilli: null, text: typed.trim() };
  const quantityMilli = parseQuantity(before);
  const legal = Number.isSafeInteger(quantityMilli) && quantityMilli > 0;
  return { quantityMilli: legal ? quantityMilli : Number.NaN, text: typed.slice(star + 1).trim() };
}

const CODE_LENGTH = { least: 6, most: 80 } as const;

/** Whether unknown text may be a new barcode: mostly digits and without a space. */
export function looksLikeCode(text: string): boolean {
  if (text.length < CODE_LENGTH.least || text.length > CODE_LENGTH.most) return false;
  return !/\s/.test(text) && text.replace(/\D/g, "").length * 2 >= text.length;
}

/**
 * Whether an amount received is probably a barcode typed by a slow scanner: eight digits or more without a decimal
 * separator, and far more than the amount due.
 */
export function isCodeNotMoney(text: string, amountMinor: number, dueMinor: number): boolean {
  return /^\d{8,14}$/.test(text.trim()) && !(amountMinor <= dueMinor * 20);
}
