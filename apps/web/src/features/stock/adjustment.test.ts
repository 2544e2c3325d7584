import { expect, test } from "vitest";
import { AdjustStock, WasteStock } from "@daybook/contract/stock";
import { newId } from "@daybook/contract/uuid";
import { adjustInput, differenceOf, REASONS_OF, wasteInput } from "./adjustment.ts";

const values = {
  productId: newId(),
  locationId: newId(),
  quantityMilli: 9000,
  reason: "shrinkage",
  note: "",
};

test("[L10] a count is sent as its difference from the stock on record", () => {
  expect(differenceOf("counted", 9000, 12_000)).toBe(-3000);
  expect(differenceOf("counted", 15_000, 12_000)).toBe(3000);
  expect(differenceOf("counted", 0, 12_000)).toBe(-12_000);
});

test("a count is not a number while the stock on record is unknown", () => {
  expect(differenceOf("counted", 9000, undefined)).toBeNull();
  expect(differenceOf("found", null, 9000)).toBeNull();
  const input = adjustInput(values, "counted", undefined, newId());
  expect(AdjustStock.safeParse(input).success).toBe(false);
});

test("found goods are added and lost goods are subtracted", () => {
  expect(differenceOf("found", 9000, 0)).toBe(9000);
  expect(differenceOf("lost", 9000, 0)).toBe(-9000);
});

test("[L10] the contract accepts every reason that is offered", () => {
  for (const way of ["found", "lost", "counted"] as const)
    for (const reason of REASONS_OF[way]) {
      const input = adjustInput({ ...values, reason }, way, 1000, newId());
      expect(input.reason).toBe(reason);
      expect(AdjustStock.safeParse(input).success, `${way} ${reason}`).toBe(true);
    }
  for (const reason of REASONS_OF.wasted) {
    const input = wasteInput({ ...values, reason }, newId());
    expect(input.reason).toBe(reason);
    expect(WasteStock.safeParse(input).success, reason).toBe(true);
  }
});
