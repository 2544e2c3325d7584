import { expect, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { EMPTY_CART } from "./cart.ts";
import { createKeeper, keptReceipts, soldAgain } from "./sold-sales.ts";
import type { SoldSale } from "./unsent-sale.ts";

const NOW = Date.parse("2026-03-02T18:00:00Z");
const HOUR = 60 * 60_000;

function journal() {
  const kept = new Map<string, SoldSale>();
  return {
    kept,
    list: () => [...kept.values()],
    put: (sale: SoldSale) => void kept.set(sale.input.key, sale),
    remove: (key: string) => kept.delete(key),
  };
}

function sold(at: number, receiptNumber: string): SoldSale {
  const occurredAt = new Date(at).toISOString();
  const input = { key: newId(at), lines: [], tenders: [], note: "" };
  const moment = { occurredAt, replay: { pricesAt: occurredAt } };
  // safe because only the key, the note and the time are read
  return {
    input,
    cart: EMPTY_CART,
    changeMinor: 0,
    sold: moment,
    receiptNumber,
  } as unknown as SoldSale;
}

const printedAs = (number: string) => `Printed as ${number}`;

test("[F10] sales that the records do not contain are sent again with their keys, and say what was printed", () => {
  const kept = [sold(NOW, "F-1"), sold(NOW + 1, "F-2"), { ...sold(NOW + 2, "F-3"), undone: true }];
  const keys = kept.map(({ input }) => input.key);
  expect(keptReceipts(kept).map(({ receiptNumber }) => receiptNumber)).toEqual([
    "F-1",
    "F-2",
    "F-3",
  ]);
  const again = soldAgain(kept, keys.slice(1), printedAs);
  // The last one was undone: its goods and its money went back.
  expect(again.map(({ input }) => [input.key, input.note])).toEqual([[keys[1], "Printed as F-2"]]);
  expect(soldAgain(kept, [], printedAs)).toEqual([]);
});

test("[F10] a till keeps its last two hundred sales, for a week", () => {
  const store = journal();
  const old = sold(NOW - 8 * 24 * HOUR, "F-1");
  store.put(old);
  const keep = createKeeper(store, () => NOW);
  for (let number = 2; number < 260; number++) keep(sold(NOW + number, `F-${number}`));
  expect(store.kept.has(old.input.key)).toBe(false);
  expect(store.kept.size).toBeLessThan(260);
  expect(store.kept.size).toBeGreaterThanOrEqual(200);
  expect(store.list().at(-1)?.receiptNumber).toBe("F-259");
});
