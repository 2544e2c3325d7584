import { milli } from "@daybook/contract/quantity";
import { expect, test } from "vitest";
import { firstChoice, tick } from "./return-choices.ts";

const sold = (lineNo: number, quantity: number, returned = 0) => ({
  lineNo,
  quantityMilli: milli(quantity),
  returnedMilli: milli(returned),
});

test("the only line that can come back is chosen already, with all that is left of it", () => {
  expect(firstChoice([sold(1, 2000, 2000), sold(2, 3000, 1000)])).toEqual([
    { lineNo: 2, quantityMilli: 2000, disposition: "restock" },
  ]);
});

test("where several lines could come back, none is chosen for anyone", () => {
  expect(firstChoice([sold(1, 1000), sold(2, 1000)])).toEqual([]);
});

test("ticked lines stand in the order of the receipt, so that each has the place the contract gives it", () => {
  const second = tick([], sold(2, 1000), true);
  const both = tick(second, sold(1, 4000, 1000), true);
  expect(both.map(({ lineNo, quantityMilli }) => [lineNo, quantityMilli])).toEqual([
    [1, 3000],
    [2, 1000],
  ]);
  expect(tick(both, sold(1, 4000, 1000), false)).toEqual(second);
});
