import type { RingUpSale } from "@daybook/contract/sales";
import type { Journal } from "./till-storage.ts";
import type { SoldSale, UnsentSale } from "./unsent-sale.ts";

/** The newest sales that are kept, and for how long: a backup is restored soon or never. */
const MOST = 200;
const KEPT_MS = 7 * 24 * 60 * 60_000;
/** The clock of the device and that of the server may differ. */
const TOLERANCE_MS = 10 * 60_000;
const MOST_NOTE = 200;

/** Reading all of them takes longer than a till may wait after each sale. */
const TIDY_EVERY = 50;

/** Returns a function that keeps a sale which the server has saved, and now and then forgets old ones. */
export function createKeeper(kept: Journal<SoldSale>, now: () => number): (sold: SoldSale) => void {
  let count = 0;
  return (sold) => {
    kept.put(sold);
    if (count++ % TIDY_EVERY === 0) forgetOld(kept, now());
  };
}

function forgetOld(kept: Journal<SoldSale>, now: number): void {
  const all = kept.list();
  for (const [index, { input, sold: moment }] of all.entries()) {
    const isOld = moment === undefined || now - Date.parse(moment.occurredAt) > KEPT_MS;
    if (isOld || index < all.length - MOST) kept.remove(input.key);
  }
}

/**
 * The kept sales since the last one that a restored backup contains, ready to be sent again: those that the server still
 * has keep their number, because it knows their key; the others get a new one, and their note says what was printed.
 */
export function soldSince(
  kept: Journal<SoldSale>,
  lastSaleAt: string | null,
  printedAs: (receiptNumber: string) => string,
): UnsentSale[] {
  const from = lastSaleAt === null ? 0 : Date.parse(lastSaleAt) - TOLERANCE_MS;
  return kept.list().flatMap(({ receiptNumber, ...sale }) => {
    if (sale.sold === undefined || Date.parse(sale.sold.occurredAt) < from) return [];
    if (receiptNumber === undefined) return [sale];
    return [{ ...sale, input: noted(sale.input, printedAs(receiptNumber)) }];
  });
}

function noted(input: RingUpSale, note: string): RingUpSale {
  return { ...input, note: [input.note, note].filter(Boolean).join(" · ").slice(0, MOST_NOTE) };
}
