import { ChangeTaxClass, CreateTaxClass, TaxClass } from "@daybook/contract/settings";
import { newId } from "@daybook/contract/uuid";
import { describe, expect, test } from "vitest";
import { getTaxRates } from "../products/sellable-products.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { changeTaxClass, createTaxClass, listTaxClasses } from "./tax-classes.ts";

const create = (shop: TestShop, fields: Record<string, unknown>) =>
  shop.write((ctx) => createTaxClass(ctx, CreateTaxClass.parse({ key: newId(), ...fields })));
const change = (shop: TestShop, fields: Record<string, unknown>) =>
  shop.write((ctx) => changeTaxClass(ctx, ChangeTaxClass.parse({ key: newId(), ...fields })));

/** The rates that the till would charge at a moment. */
const ratesAt = (shop: TestShop, id: string, at: number) =>
  shop.read(async (ctx) => {
    const classes = await ctx.db.select().from(ctx.t.taxClass);
    const row = classes.find((one) => one.publicId === id);
    return (await getTaxRates(ctx, row?.id ?? 0, at)).map((rate) => [rate.name, rate.ppm]);
  });

describe("tax classes", () => {
  test("[T2] a class has several rates in the order they apply", async () => {
    const shop = await createTestShop({ taxPpm: 200_000 });
    const made = await create(shop, {
      name: "Province",
      rates: [
        { name: "GST", ppm: 50_000 },
        { name: "PST", ppm: 99_750, compound: true },
      ],
    });
    expect(TaxClass.parse(made)).toEqual(made);
    expect(made.rates.map(({ name, ppm, compound }) => [name, ppm, compound])).toEqual([
      ["GST", 50_000, false],
      ["PST", 99_750, true],
    ]);
    const { items } = await shop.read((ctx) => listTaxClasses(ctx));
    expect(items.map((item) => item.name)).toEqual(["Standard", "Province"]);
    expect(items[1]).toEqual(made);
    expect(items[0]?.rates).toMatchObject([{ name: "VAT", ppm: 200_000 }]);
  });

  test("[T2] new rates apply from now on; earlier sales keep the old ones", async () => {
    const shop = await createTestShop({ taxPpm: 200_000 });
    const [standard] = (await shop.read((ctx) => listTaxClasses(ctx))).items;
    const id = standard?.id ?? "";
    const started = shop.clock.now;
    shop.advance(1000);
    const after = await change(shop, { id, rates: [{ name: "VAT", ppm: 210_000 }] });
    expect(after.rates).toMatchObject([{ name: "VAT", ppm: 210_000 }]);
    expect(await ratesAt(shop, id, started + 999)).toEqual([["VAT", 200_000]]);
    expect(await ratesAt(shop, id, started + 1000)).toEqual([["VAT", 210_000]]);
    const none = await change(shop, { id, rates: [] });
    expect(none.rates).toEqual([]);
  });

  test("[T2] unchanged rates keep their rows", async () => {
    const shop = await createTestShop({ taxPpm: 200_000 });
    const [standard] = (await shop.read((ctx) => listTaxClasses(ctx))).items;
    shop.advance(1000);
    const after = await change(shop, {
      id: standard?.id,
      name: "Normal",
      rates: [{ name: "VAT", ppm: 200_000 }],
    });
    expect(after).toEqual({ ...standard, name: "Normal" });
  });

  test("[T2] after two changes at the same moment the rates are those of one of them", async () => {
    const shop = await createTestShop({ taxPpm: 200_000 });
    const [standard] = (await shop.read((ctx) => listTaxClasses(ctx))).items;
    const id = standard?.id ?? "";
    await Promise.all(
      [190_000, 210_000].map((ppm) => change(shop, { id, rates: [{ name: "VAT", ppm }] })),
    );
    expect(await ratesAt(shop, id, shop.clock.now)).toHaveLength(1);
  });

  test("[T2] a name must be unique, and an unknown class is refused", async () => {
    const shop = await createTestShop();
    for (const name of ["Standard", "STANDARD", "standard\u200b"])
      await expect(create(shop, { name, rates: [] })).rejects.toMatchObject({
        code: "duplicate",
        fieldErrors: { name: [{ code: "duplicate" }] },
      });
    await expect(change(shop, { id: newId(), name: "X" })).rejects.toMatchObject({
      code: "not_found",
      fieldErrors: { id: [{ code: "not_found" }] },
    });
  });

  test("[US5] a change of rates is in the audit log", async () => {
    const shop = await createTestShop({ taxPpm: 200_000 });
    const [standard] = (await shop.read((ctx) => listTaxClasses(ctx))).items;
    await change(shop, { id: standard?.id, rates: [{ name: "VAT", ppm: 210_000 }] });
    const entries = await shop.read((ctx) => ctx.db.select().from(ctx.t.auditEntry));
    expect(entries.at(-1)).toMatchObject({
      action: "settings.changeTaxClass",
      entityId: standard?.id,
      before: { rates: [{ ppm: 200_000 }] },
      after: { rates: [{ ppm: 210_000 }] },
    });
  });
});
