import { expect, test } from "vitest";
import { CreateProduct, UpdateProduct } from "@daybook/contract/products";
import { newId } from "@daybook/contract/uuid";
import {
  changedInput,
  newProductInput,
  newRule,
  newSupplier,
  newValues,
} from "./product-values.ts";

const mug = { ...newValues(newId()), name: "Mug", priceMinor: 450 };
const created = (values: typeof mug) =>
  CreateProduct.safeParse({ key: newId(), ...newProductInput(values) });

test("an empty SKU is left out, so the next one of the shop's pattern is used", () => {
  expect("sku" in newProductInput(mug)).toBe(false);
  expect(created(mug).success).toBe(true);
});

test("empty barcode lines at the end are ignored, one in between is an error at its own line", () => {
  expect(newProductInput({ ...mug, barcodes: ["4006381333931", "", ""] }).barcodes).toEqual([
    "4006381333931",
  ]);
  const refused = created({ ...mug, barcodes: ["", "4006381333931"] });
  expect(refused.error?.issues.map(({ path }) => path.join("."))).toEqual(["barcodes.0"]);
});

test("the values of a product with a supplier and reorder points match the contract", () => {
  const full = {
    ...mug,
    categoryId: newId(),
    quantityStepMilli: 500,
    suppliers: [{ ...newSupplier, supplierId: newId(), packPriceMinor: 1200 }],
    reorderRules: [
      { ...newRule, reorderPointMilli: 4000, targetMilli: 9000 },
      { ...newRule, locationId: newId(), reorderPointMilli: 1000, targetMilli: 3000 },
    ],
  };
  const { data } = created(full);
  expect(data?.reorderRules.map(({ locationId }) => locationId)).toEqual([
    null,
    full.reorderRules[1]?.locationId,
  ]);
  expect(data?.suppliers[0]).toMatchObject({ packPriceMinor: 1200, packQuantityMilli: 1000 });
});

test("a number that is missing or unreadable is refused at its own field", () => {
  const refused = created({
    ...mug,
    basisMilli: null,
    reorderRules: [{ ...newRule, reorderPointMilli: Number.NaN, targetMilli: null }],
    suppliers: [{ ...newSupplier, supplierId: newId(), packPriceMinor: Number.NaN }],
  });
  expect(refused.error?.issues.map(({ path }) => path.join(".")).toSorted()).toEqual([
    "basisMilli",
    "reorderRules.0.reorderPointMilli",
    "reorderRules.0.targetMilli",
    "suppliers.0.packPriceMinor",
  ]);
});

test("[I13] only changed fields are sent, so changes by others are not overwritten", () => {
  expect(changedInput(mug, { ...mug, priceMinor: 500 })).toEqual({ priceMinor: 500 });
  expect(changedInput(mug, { ...mug, categoryId: "c1", barcodes: ["96385074"] })).toEqual({
    categoryId: "c1",
    barcodes: ["96385074"],
  });
  expect(changedInput(mug, mug)).toEqual({});
});

test("fields that cannot be changed later are not sent", () => {
  const changed = changedInput(mug, { ...mug, unit: "kg", quantityStepMilli: 100 });
  expect(
    UpdateProduct.safeParse({ key: newId(), id: newId(), version: 1, ...changed }).success,
  ).toBe(true);
});

test("an emptied price is sent as NaN, so the contract refuses it", () => {
  expect(changedInput(mug, { ...mug, priceMinor: null })).toEqual({ priceMinor: Number.NaN });
});
