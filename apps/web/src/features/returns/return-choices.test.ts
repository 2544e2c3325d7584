import { ProductId } from "@daybook/contract/ids";
import { milli } from "@daybook/contract/quantity";
import { expect, test } from "vitest";
import { firstChoice, tick, tickProduct } from "./return-choices.ts";
import type { ReturnChoice } from "./return-choices.ts";

const sold = (lineNo: number, quantity: number, returned = 0) => ({
  lineNo,
  quantityMilli: milli(quantity),
  returnedMilli: milli(returned),
});

test("the only line that can be returned is already selected, with its whole remaining quantity", () => {
  expect(firstChoice([sold(1, 2000, 2000), sold(2, 3000, 1000)])).toEqual([
    { lineNo: 2, quantityMilli: 2000, disposition: "restock" },
  ]);
});

test("if several lines can be returned, none is selected", () => {
  expect(firstChoice([sold(1, 1000), sold(2, 1000)])).toEqual([]);
});

test("selected lines are in the order of the receipt, so their indexes match the contract", () => {
  const second = tick([], sold(2, 1000), true);
  const both = tick(second, sold(1, 4000, 1000), true);
  expect(both.map(({ lineNo, quantityMilli }) => [lineNo, quantityMilli])).toEqual([
    [1, 3000],
    [2, 1000],
  ]);
  expect(tick(both, sold(1, 4000, 1000), false)).toEqual(second);
});

test("[fault G15] scanned goods select their line, the next free one, and never one that is fully returned", () => {
  const mug = ProductId.parse("0198c000-0000-7000-8000-000000000001");
  const lines = [
    { ...sold(1, 1000, 1000), productId: mug },
    { ...sold(2, 1000), productId: mug },
    { ...sold(3, 2000), productId: mug },
  ];
  const first = tickProduct([], lines, mug, new Set());
  expect(first).toMatchObject({ lineNo: 2, chosen: [{ lineNo: 2 }] });
  const second = tickProduct(first?.chosen ?? [], lines, mug, new Set([2]));
  expect(second).toMatchObject({ lineNo: 3, chosen: [{ lineNo: 2 }, { lineNo: 3 }] });
  expect(tickProduct([], lines, "0198c000-0000-7000-8000-000000000002", new Set())).toBeNull();
});

test("[fault G15] each scan of returned goods adds one piece, and never more than is left", () => {
  const mug = ProductId.parse("0198c000-0000-7000-8000-000000000001");
  const lines = [{ ...sold(1, 3000), productId: mug }];
  const scanned = new Set<number>();
  // The only line of a receipt is selected as a whole; the first scan starts counting.
  let chosen: readonly ReturnChoice[] = firstChoice(lines);
  const counted = Array.from({ length: 4 }, () => {
    const next = tickProduct(chosen, lines, mug, scanned);
    chosen = next?.chosen ?? [];
    scanned.add(1);
    return next?.countedMilli;
  });
  expect(counted).toEqual([1000, 2000, 3000, 3000]);
  expect(chosen).toEqual([{ lineNo: 1, quantityMilli: 3000, disposition: "restock" }]);
});

test("[fault G15] a scan adds to a typed quantity, and weighed goods are returned whole", () => {
  const mug = ProductId.parse("0198c000-0000-7000-8000-000000000001");
  const typed = [{ lineNo: 1, quantityMilli: 2000, disposition: "restock" as const }];
  const six = [{ ...sold(1, 6000), productId: mug }];
  expect(tickProduct(typed, six, mug, new Set())?.countedMilli).toBe(3000);
  const cheese = [{ ...sold(1, 1250), productId: mug }];
  expect(tickProduct([], cheese, mug, new Set())?.countedMilli).toBe(1250);
});
