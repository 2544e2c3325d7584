import { MOST_KEPT_RECEIPTS } from "@daybook/contract/missing-receipt-states";
import type { KeptReceipt } from "@daybook/contract/missing-receipts";
import type { RingUpSale } from "@daybook/contract/sales";
import type { Journal } from "./till-storage.ts";
import type { SoldSale, UnsentSale } from "./unsent-sale.ts";

/** How long sales are kept: a backup is restored soon or never. */
const KEPT_MS = 7 * 24 * 60 * 60_000;
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
    if (isOld || index < all.length - MOST_KEPT_RECEIPTS) kept.remove(input.key);
  }
}

/** What the server compares with its records: the newest kept sales of everyone at this device. */
export function keptReceipts(kept: readonly SoldSale[]): KeptReceipt[] {
  return kept
    .flatMap(({ input, sold, receiptNumber, by }) => {
      if (sold === undefined || receiptNumber === undefined) return [];
      const { key: saleKey, expectedTotalMinor: totalMinor } = input;
      return [
        { saleKey, receiptNumber, totalMinor, occurredAt: sold.occurredAt, seller: by ?? "" },
      ];
    })
    .slice(-MOST_KEPT_RECEIPTS);
}

/**
 * The kept sales that the records do not contain, ready to be sent again with their keys: each gets a new number, and
 * its note says what was printed. One that was undone is not sent: its goods and its money went back.
 */
export function soldAgain(
  kept: readonly SoldSale[],
  missing: readonly string[],
  printedAs: (receiptNumber: string) => string,
): UnsentSale[] {
  const keys = new Set(missing);
  return kept.flatMap(({ receiptNumber, undone, ...sale }) => {
    if (!keys.has(sale.input.key) || undone === true) return [];
    if (receiptNumber === undefined) return [sale];
    return [{ ...sale, input: noted(sale.input, printedAs(receiptNumber)) }];
  });
}

/** An undone sale is not sent again. */
export function markUndone(kept: Journal<SoldSale>, key: string): void {
  const sold = kept.list().find(({ input }) => input.key === key);
  if (sold !== undefined) kept.put({ ...sold, undone: true });
}

function noted(input: RingUpSale, note: string): RingUpSale {
  return { ...input, note: [input.note, note].filter(Boolean).join(" · ").slice(0, MOST_NOTE) };
}
