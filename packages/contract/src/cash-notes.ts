/** Notes and coins that customers hand over, by currency (ISO 4217), in minor units, ascending. */
const CASH_NOTES: Readonly<Record<string, readonly number[]>> = {
  AUD: [100, 500, 1000, 2000, 5000, 10_000],
  BHD: [500, 1000, 5000, 10_000, 20_000],
  BRL: [100, 500, 1000, 2000, 5000, 10_000],
  CAD: [100, 500, 1000, 2000, 5000, 10_000],
  CHF: [100, 500, 1000, 2000, 5000, 10_000, 20_000],
  CNY: [100, 500, 1000, 2000, 5000, 10_000],
  CZK: [1000, 5000, 10_000, 20_000, 50_000, 100_000],
  DKK: [1000, 2000, 5000, 10_000, 20_000, 50_000],
  EUR: [100, 500, 1000, 2000, 5000, 10_000],
  GBP: [100, 500, 1000, 2000, 5000],
  HUF: [10_000, 50_000, 100_000, 200_000, 500_000, 1_000_000],
  INR: [1000, 2000, 5000, 10_000, 20_000, 50_000],
  ISK: [100, 500, 1000, 2000, 5000, 10_000],
  JPY: [100, 500, 1000, 5000, 10_000],
  KRW: [500, 1000, 5000, 10_000, 50_000],
  KWD: [500, 1000, 5000, 10_000, 20_000],
  MXN: [1000, 2000, 5000, 10_000, 20_000, 50_000],
  NOK: [1000, 2000, 5000, 10_000, 20_000, 50_000],
  NZD: [100, 500, 1000, 2000, 5000, 10_000],
  OMR: [500, 1000, 5000, 10_000, 20_000],
  PLN: [100, 1000, 2000, 5000, 10_000, 20_000],
  SEK: [1000, 2000, 5000, 10_000, 20_000, 50_000],
  TND: [1000, 5000, 10_000, 20_000, 50_000],
  TRY: [500, 1000, 2000, 5000, 10_000, 20_000],
  USD: [100, 500, 1000, 2000, 5000, 10_000],
  ZAR: [1000, 2000, 5000, 10_000, 20_000],
};

/** The largest change a till gives: ten of the largest note. */
const MOST_NOTES_OF_CHANGE = 10;
/** For a currency without a table: ten of a note larger than any in use. */
const MOST_CHANGE_UNKNOWN = 1_000_000_000;

/** The largest plausible change; a larger amount is a typing error or a scanned barcode. */
export function mostChange(currency: string): number {
  const largest = CASH_NOTES[currency]?.at(-1);
  return largest === undefined ? MOST_CHANGE_UNKNOWN : largest * MOST_NOTES_OF_CHANGE;
}

/** Customers do not pay with more pieces of one kind than this. */
const MOST_PIECES = 20;
const MOST = 5;

/**
 * The amounts a customer is likely to hand over for `dueMinor`: the next multiple of each common note or coin, so
 * 2.95 in pounds gives 3, 5, 10, 20 and 50. Ascending, each above the due amount, at most five; none for a due amount
 * of zero. Currencies without a table have notes of 1, 2 and 5 times a power of ten.
 */
export function likelyCash(dueMinor: number, currency: string): number[] {
  if (dueMinor <= 0) return [];
  const table = CASH_NOTES[currency] ?? [];
  const largest = table.at(-1) ?? 0;
  // Above the largest note, only multiples of it are possible; below it, only the notes of the table.
  const upTo = table.length === 0 ? dueMinor * 10 : dueMinor * 2;
  const heaps = powersBelow(upTo).filter((sum) => sum > largest);
  const notes = dueMinor < largest ? table : [...table, ...heaps];
  const sums = new Set<number>();
  for (const note of notes) {
    if (note * MOST_PIECES < dueMinor) continue;
    const sum = Math.ceil(dueMinor / note) * note;
    if (sum > dueMinor && Number.isSafeInteger(sum)) sums.add(sum);
  }
  return [...sums].toSorted((a, b) => a - b).slice(0, MOST);
}

function powersBelow(limit: number): number[] {
  const notes: number[] = [];
  for (let power = 1; power <= limit && Number.isSafeInteger(power * 10); power *= 10)
    notes.push(...[power, 2 * power, 5 * power].filter((note) => note <= limit));
  return notes;
}
