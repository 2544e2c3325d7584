import { expect, test } from "vitest";
import { pieces } from "@daybook/contract/quantity";
import { GetSalesByTax } from "@daybook/contract/reports";
import { ChangeTaxClass } from "@daybook/contract/settings";
import { newId } from "@daybook/contract/uuid";
import { changeTaxClass, createTaxClass, listTaxClasses } from "../settings/tax-classes.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { returnGoods, sell, voidIt } from "../testing/trade.ts";
import { getSalesByTax } from "./sales-by-tax.ts";

const DAY = 24 * 3600_000;
const MARCH = { from: "2026-03-01", to: "2026-03-31" };

const byTax = (shop: TestShop, input: object = {}) =>
  shop.read((ctx) => getSalesByTax(ctx, GetSalesByTax.parse({ ...MARCH, ...input })));

/** A shop with goods at 20 %, at 5 % and without tax. */
async function taxedShop(): Promise<TestShop> {
  const shop = await createTestShop({ taxPpm: 200_000 })
    .withLocation("Kiosk")
    .withProduct("MUG", { onHandMilli: pieces(50) });
  const classOf = (name: string, rates: { name: string; ppm: number; compound: boolean }[]) =>
    shop.write((ctx) => createTaxClass(ctx, { key: newId(), name, rates }));
  const reduced = await classOf("Reduced", [{ name: "VAT low", ppm: 50_000, compound: false }]);
  const none = await classOf("None", []);
  await shop.addProduct("TEA", { onHandMilli: pieces(50), input: { taxClassId: reduced.id } });
  await shop.addProduct("BOOK", { onHandMilli: pieces(50), input: { taxClassId: none.id } });
  return shop;
}

const line = (sku: string, count: number) => ({ sku, quantityMilli: pieces(count) });

test("[RP15] the report adds up each rate, sales and returns apart, and lines without tax", async () => {
  const shop = await taxedShop();
  const sale = await sell(shop, [line("MUG", 2), line("TEA", 1), line("BOOK", 3)]);
  await returnGoods(shop, sale, [
    { lineNo: 1, quantityMilli: pieces(1) },
    { lineNo: 3, quantityMilli: pieces(1) },
  ]);
  const { items, taxMinor } = await byTax(shop);
  const none = { returnedTaxMinor: 0, soldTaxMinor: 0, taxMinor: 0, ppm: null };
  expect(items).toMatchObject([
    { ...none, taxRateId: null, name: null, soldBaseMinor: 3000, returnedBaseMinor: 1000 },
    {
      name: "VAT",
      ppm: 200_000,
      soldBaseMinor: 1667,
      soldTaxMinor: 333,
      returnedBaseMinor: 834,
      returnedTaxMinor: 166,
      taxMinor: 167,
    },
    { name: "VAT low", ppm: 50_000, soldBaseMinor: 952, soldTaxMinor: 48, taxMinor: 48 },
  ]);
  expect(taxMinor).toBe(167 + 48);
});

test("[RP15] a voided sale is in no figure, and a new rate has its own row", async () => {
  const shop = await taxedShop();
  await voidIt(shop, await sell(shop, [line("TEA", 1)]));
  await sell(shop, [line("MUG", 1)]);
  const [standard] = (await shop.read((ctx) => listTaxClasses(ctx))).items;
  const rates = [{ name: "VAT", ppm: 100_000, compound: false }];
  const change = ChangeTaxClass.parse({ key: newId(), id: standard?.id, rates });
  await shop.write((ctx) => changeTaxClass(ctx, change));
  shop.advance(DAY);
  await sell(shop, [line("MUG", 1)]);
  const { items } = await byTax(shop);
  expect(items.map(({ name, ppm, soldTaxMinor }) => [name, ppm, soldTaxMinor])).toEqual([
    ["VAT", 200_000, 167],
    ["VAT", 100_000, 91],
  ]);
  expect((await byTax(shop, { from: "2026-03-03" })).items).toHaveLength(1);
});

test("[RP15] the report of a location has the sales of that location", async () => {
  const shop = await taxedShop();
  await shop.addProduct("JAM", { onHandMilli: pieces(5), location: "Kiosk" });
  await sell(shop, [line("JAM", 1)], { location: "Kiosk" });
  await sell(shop, [line("MUG", 2)]);
  const kiosk = await byTax(shop, { locationId: shop.locationId("Kiosk") });
  expect(kiosk.items).toMatchObject([{ name: "VAT", soldTaxMinor: 167 }]);
  expect((await byTax(shop)).taxMinor).toBe(167 + 333);
});
