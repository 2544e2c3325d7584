import { expect, test } from "vitest";
import { CreateProduct } from "@daybook/contract/products";
import { newId } from "@daybook/contract/uuid";
import { changedInput, newProductInput, newValues } from "./product-values.ts";

test("an empty SKU is left out, so that the shop's pattern gives the next one", () => {
  const input = newProductInput({ ...newValues(newId()), name: "Mug", priceMinor: 450 });
  expect("sku" in input).toBe(false);
  expect(CreateProduct.safeParse({ key: newId(), ...input }).success).toBe(true);
});

test("barcodes are taken apart at spaces, commas and line ends", () => {
  const values = { ...newValues(""), barcodes: " 4006381333931,96385074\n 5901234123457 " };
  expect(newProductInput(values).barcodes).toEqual(["4006381333931", "96385074", "5901234123457"]);
});

test("[I13] only what was changed is sent, so nobody else's change is written over", () => {
  const before = { ...newValues("t1"), name: "Mug", sku: "MUG", priceMinor: 450 };
  expect(changedInput(before, { ...before, priceMinor: 500 })).toEqual({ priceMinor: 500 });
  expect(changedInput(before, before)).toEqual({});
});

test("a price that was emptied is sent as no number, so that the contract refuses it", () => {
  const before = { ...newValues("t1"), name: "Mug", priceMinor: 450 };
  expect(changedInput(before, { ...before, priceMinor: Number.NaN })).toEqual({
    priceMinor: Number.NaN,
  });
});
