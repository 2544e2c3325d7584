import { expect, test } from "vitest";
import { CatalogueRow } from "@daybook/contract/catalogue";
import { createFormats } from "../../lib/format.ts";
import { tileNote } from "./tile-note.ts";

const SHOP = "01890000-0000-7000-8000-000000000001";
const STORE = "01890000-0000-7000-8000-000000000002";
const formats = createFormats({
  currency: "GBP",
  exponent: 2,
  locale: "en-GB",
  timeZone: "Europe/London",
});

function row(stock: readonly [string, number][], more: object = {}): CatalogueRow {
  return CatalogueRow.parse({
    id: "01890000-0000-7000-8000-000000000003",
    sku: "MUG",
    name: "Mug",
    category: null,
    picture: null,
    suppliers: [],
    unit: "each",
    quantityStepMilli: 1000,
    kind: "stock",
    taxClassId: "01890000-0000-7000-8000-000000000004",
    priceMinor: 499,
    basisMilli: 1000,
    barcodes: [],
    stock: stock.map(([locationId, onHandMilli]) => ({ locationId, onHandMilli })),
    onHandMilli: stock.reduce((sum, [, onHandMilli]) => sum + onHandMilli, 0),
    reorderPointMilli: null,
    stockState: "ok",
    unitCostMinor: null,
    lastCost: null,
    soldMilli: 0,
    askPrice: false,
    ageLimit: null,
    stopReason: "",
    depositId: null,
    active: true,
    version: 1,
    updatedAt: "2026-11-29T10:00:00.000Z",
    ...more,
  });
}

const noteOf = (product: CatalogueRow) => tileNote(product, [SHOP], formats);

test("a tile shows the remaining quantity only if it is low", () => {
  expect(noteOf(row([[SHOP, 4000]]))).toEqual({ out: false, text: "" });
  expect(noteOf(row([[SHOP, 3000]]))).toEqual({ out: false, text: "3 left" });
});

test("a tile is dimmed if nothing can be sold from here, and shows whether other locations have stock", () => {
  expect(noteOf(row([]))).toEqual({ out: true, text: "None left" });
  expect(noteOf(row([[STORE, 17_000]]))).toEqual({ out: true, text: "Not here" });
});

test("[S22] a product that must not be sold says so, however much is left", () => {
  const toy = row([[SHOP, 4000]], { stopReason: "Recalled by its maker" });
  expect(noteOf(toy)).toEqual({ out: true, text: "Do not sell" });
});

test("a service is never out of stock, and a price by weight shows its unit", () => {
  expect(noteOf(row([], { kind: "service" }))).toEqual({ out: false, text: "" });
  const apples = row([[SHOP, 40_000]], { unit: "kg", quantityStepMilli: 1 });
  expect(noteOf(apples)).toEqual({ out: false, text: "for 1\u202fkg" });
});
