import { expect, test } from "vitest";
import { UpdateProducts } from "@daybook/contract/products";
import { newId } from "@daybook/contract/uuid";
import { bulkSet, noBulkChange } from "./bulk-values.ts";

const none = noBulkChange.set;
const accepts = (set: unknown) =>
  UpdateProducts.safeParse({ key: newId(), products: [{ id: newId(), version: 1 }], set }).success;

test("only the chosen fields are changed", () => {
  expect(bulkSet({ ...none, priceChangePpm: 50_000 })).toEqual({ priceChangePpm: 50_000 });
  expect(bulkSet({ ...none, categoryId: "none", active: "no" })).toEqual({
    categoryId: null,
    active: false,
  });
});

test("an unreadable percentage is refused, not left out", () => {
  expect(accepts(bulkSet({ ...none, priceChangePpm: Number.NaN, active: "no" }))).toBe(false);
});

test("an empty bulk change is refused by the contract", () => {
  expect(accepts(bulkSet(none))).toBe(false);
  expect(accepts(bulkSet({ ...none, active: "yes" }))).toBe(true);
});
