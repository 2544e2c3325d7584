import { expect, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { EMPTY_CART } from "./cart.ts";
import { createKeeper, soldSince } from "./sold-sales.ts";
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

test("[F10] after a restore the sales since the backup are sent again with their keys, and say what was printed", () => {
  const store = journal();
  const [before, during, after] = [
    sold(NOW - 3 * HOUR, "F-1"),
    sold(NOW - HOUR, "F-2"),
    sold(NOW, "F-3"),
  ];
  const keep = createKeeper(store, () => NOW);
  for (const sale of [before, during, after]) keep(sale);
  const again = soldSince(store, new Date(NOW - 2 * HOUR).toISOString(), printedAs);
  expect(again.map(({ input }) => [input.key, input.note])).toEqual([
    [during.input.key, "Printed as F-2"],
    [after.input.key, "Printed as F-3"],
  ]);
  expect(soldSince(store, null, printedAs).length).toBe(3);
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
