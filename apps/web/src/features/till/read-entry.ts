/** What someone typed into the scan box: how many, and of what. */
export interface Entry {
  /** Thousandths, NaN when what stands before the star is no quantity above zero; null without a star. */
  readonly quantityMilli: number | null;
  readonly text: string;
}

/** Reads `3*tea` as three of "tea" and `3*` as three of whatever comes next. */
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

/** Whether unknown text is worth being offered as a new barcode: mostly digits and without a space. */
export function looksLikeCode(text: string): boolean {
  if (text.length < CODE_LENGTH.least || text.length > CODE_LENGTH.most) return false;
  return !/\s/.test(text) && text.replace(/\D/g, "").length * 2 >= text.length;
}

/**
 * Whether an amount received is rather a barcode that a slow scanner typed into the field: eight digits or more
 * without a decimal sign, and far beyond what is due.
 */
export function isCodeNotMoney(text: string, amountMinor: number, dueMinor: number): boolean {
  return /^\d{8,14}$/.test(text.trim()) && !(amountMinor <= dueMinor * 20);
}
