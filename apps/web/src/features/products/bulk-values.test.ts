import { expect, test } from "vitest";
import { UpdateProducts } from "@daybook/contract/products";
import { newId } from "@daybook/contract/uuid";
import { bulkSet, noBulkChange } from "./bulk-values.ts";

const none = noBulkChange.set;
const accepts = (set: unknown) =>
  UpdateProducts.safeParse({ key: newId(), products: [{ id: newId(), version: 1 }], set }).success;

test("only what was chosen is changed", () => {
  expect(bulkSet({ ...none, priceChangePpm: 50_000 })).toEqual({ priceChangePpm: 50_000 });
  expect(bulkSet({ ...none, categoryId: "none", active: "no" })).toEqual({
    categoryId: null,
    active: false,
  });
});

test("a percentage that cannot be read is refused, not left out", () => {
  expect(accepts(bulkSet({ ...none, priceChangePpm: Number.NaN, active: "no" }))).toBe(false);
});

test("a bulk change of nothing is refused by the contract", () => {
  expect(accepts(bulkSet(none))).toBe(false);
  expect(accepts(bulkSet({ ...none, active: "yes" }))).toBe(true);
});
