import { describe, expect, test } from "vitest";
import { CreateLabelPattern } from "@daybook/contract/label-patterns";
import { writeLabel } from "@daybook/contract/label-codes";
import type { LabelLayout } from "@daybook/contract/label-codes";
import { minor } from "@daybook/contract/money";
import { milli, pieces } from "@daybook/contract/quantity";
import { amountOf, readScanned } from "@daybook/contract/scanned-codes";
import { newId } from "@daybook/contract/uuid";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { returnSale } from "../returns/return-sale.ts";
import { createLabelPattern, deactivateLabelPattern } from "../settings/label-patterns.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { cart, goodsBack } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { tamper } from "../testing/tamper.ts";
import { ringUpSale } from "./ring-up-sale.ts";

const PRICE: LabelLayout = {
  prefix: "23",
  layout: "PPIIIIIVVVVVX",
  verifier: "none",
  meaning: "price",
  decimals: 2,
};
/** A label of the cheese for 5.00. */
const LABEL = writeLabel(PRICE, "12345", 500);

async function cheeseShop() {
  // 9.99 per kilogram.
  const shop = await createTestShop({ taxPpm: 200_000 })
    .withProduct("CHEESE", {
      priceMinor: 999,
      onHandMilli: pieces(10),
      costMinor: 3000,
      input: { unit: "kg", barcodes: ["12345"] },
    })
    .withProduct("MUG", { priceMinor: 1000, onHandMilli: pieces(5), costMinor: 500 });
  const pattern = await shop.write((ctx) =>
    createLabelPattern(
      ctx,
      CreateLabelPattern.parse({ key: newId(), name: "Cheese counter", ...PRICE }),
    ),
  );
  return { shop, pattern };
}

const line = (shop: TestShop, more: object = {}) => ({
  productId: shop.productId("CHEESE"),
  // 5.00 · 1 kg / 9.99 = 0.5005 kg
  quantityMilli: 501,
  code: LABEL,
  labelPriceMinor: 500,
  ...more,
});

const sell = (shop: TestShop, lines: readonly object[], expectedTotalMinor: number, more = {}) =>
  shop.write((ctx) =>
    ringUpSale(ctx, cart({ locationId: shop.locationId(), lines, expectedTotalMinor, ...more })),
  );

const expectVerified = async (shop: TestShop) => {
  const { checks } = await shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx));
  expect(checks.filter(({ mismatches }) => mismatches > 0)).toEqual([]);
};

describe("labels with a price", () => {
  test("[U3] the line costs what the label says, and the quantity follows from it", async () => {
    const { shop } = await cheeseShop();
    const sale = await sell(shop, [line(shop), line(shop)], 1000);
    expect(sale.lines).toMatchObject([
      {
        code: LABEL,
        quantityMilli: 501,
        unitPriceMinor: 999,
        priceSource: "label",
        grossMinor: 500,
        totalMinor: 500,
      },
      { grossMinor: 500 },
    ]);
    expect((await shop.level("CHEESE")).onHandMilli).toBe(milli(10_000 - 1002));
    await expectVerified(shop);
  });

  test("[U3] verify finds a line whose label says another price", async () => {
    const { shop } = await cheeseShop();
    await sell(shop, [line(shop)], 500);
    const code = writeLabel(PRICE, "12345", 600);
    await tamper(shop, ({ db, t }) => db.update(t.saleLine).set({ code }));
    const { checks } = await shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx));
    expect(checks.find(({ id }) => id === "V36")?.examples).toEqual([
      expect.stringMatching(/line 1: its label does not say 5\.00$/),
    ]);
  });

  test("[U3] a discount is taken off the price of the label", async () => {
    const { shop } = await cheeseShop();
    const discount = { kind: "percent", ppm: 100_000 };
    const sale = await sell(shop, [line(shop, { discount })], 450);
    expect(sale.lines).toMatchObject([{ grossMinor: 500, discountMinor: 50, totalMinor: 450 }]);
    await expectVerified(shop);
  });

  test("[U3] parts of a line with a label return exactly its price", async () => {
    const { shop } = await cheeseShop();
    const sale = await sell(shop, [line(shop)], 500);
    const back = (quantityMilli: number, expectedTotalMinor: number) =>
      shop.write((ctx) =>
        returnSale(
          ctx,
          goodsBack(sale, {
            lines: [{ lineNo: 1, quantityMilli, disposition: "restock" }],
            expectedTotalMinor,
          }),
        ),
      );
    expect((await back(200, 200)).totalMinor).toBe(200);
    expect((await back(301, 300)).totalMinor).toBe(300);
    expect((await shop.level("CHEESE")).onHandMilli).toBe(pieces(10));
    await expectVerified(shop);
  });

  test("[U3] a price that the code does not contain is refused, and nothing is written", async () => {
    const { shop } = await cheeseShop();
    const body = LABEL.slice(0, -1);
    const wrong: readonly [object, string][] = [
      [{ labelPriceMinor: 499 }, "other_price"],
      [{ quantityMilli: 500 }, "other_quantity"],
      [{ productId: shop.productId("MUG"), quantityMilli: 1000 }, "other_product"],
      [{ code: `${body}${(Number(LABEL.slice(-1)) + 1) % 10}` }, "check_digit"],
      [{ code: writeLabel(PRICE, "12345", 0) }, "no_price"],
      [{ code: "4006381333931" }, "not_a_label"],
      [{ code: writeLabel(PRICE, "99999", 500) }, "other_product"],
    ];
    for (const [more, why] of wrong) {
      const refused = await expectRefusal(
        sell(shop, [line(shop), line(shop, more)], 1000),
        "label_refused",
        "lines.1.labelPriceMinor",
      );
      expect(refused.details).toEqual({ why });
    }
    expect((await shop.level("CHEESE")).onHandMilli).toBe(pieces(10));
  });

  test("[U3] a product with the whole code as its barcode is no label", async () => {
    const { shop } = await cheeseShop();
    await shop.addProduct("GIFT", { input: { barcodes: [LABEL] } });
    await expectRefusal(sell(shop, [line(shop)], 500), "label_refused", "lines.0.labelPriceMinor");
  });

  test("[U3] a sale that arrives late is checked with the patterns of its time", async () => {
    const { shop, pattern } = await cheeseShop();
    const pricesAt = new Date(shop.clock.now + 1000).toISOString();
    const occurredAt = new Date(shop.clock.now + 2000).toISOString();
    shop.clock.now += 60_000;
    await shop.write((ctx) => deactivateLabelPattern(ctx, { key: newId(), id: pattern.id }));
    shop.clock.now += 60_000;
    await expectRefusal(sell(shop, [line(shop)], 500), "label_refused", "lines.0.labelPriceMinor");
    const sale = await sell(shop, [line(shop)], 500, { occurredAt, replay: { pricesAt } });
    expect(sale.lines).toMatchObject([{ priceSource: "label", grossMinor: 500 }]);
    await expectVerified(shop);
  });

  test("[S16] the price in a code of GS1 is that of a trade item of variable measure", async () => {
    const { shop } = await cheeseShop();
    await shop.addProduct("HAM", {
      priceMinor: 1450,
      onHandMilli: pieces(10),
      costMinor: 5000,
      input: { unit: "kg", barcodes: ["98456789014533"] },
    });
    const code = "https://id.gs1.org/01/98456789014533/10/L1?3103=000500&3922=725&17=260400";
    const ham = { productId: shop.productId("HAM"), quantityMilli: 500, code };
    const sale = await sell(shop, [{ ...ham, labelPriceMinor: 725 }], 725);
    expect(sale.lines).toMatchObject([{ code, priceSource: "label", grossMinor: 725 }]);
    await expectRefusal(
      sell(shop, [{ ...ham, code: "https://id.gs1.org/01/98456789014533", labelPriceMinor: 1 }], 1),
      "label_refused",
      "lines.0.labelPriceMinor",
    );
    await expectVerified(shop);
  });
});

describe("amounts of a product", () => {
  const kg = { unit: "kg", quantityStepMilli: 1, priceMinor: 999, basisMilli: 1000 } as const;
  const each = {
    unit: "each",
    quantityStepMilli: 1000,
    priceMinor: 250,
    basisMilli: 1000,
  } as const;
  const price = (value: number) => ({ kind: "price", value, decimals: 2, grams: null }) as const;

  test("[U3] weights are in the unit of the product", () => {
    const weight = { kind: "weight", grams: 1500 } as const;
    expect(amountOf(weight, kg, 2)).toEqual({ quantityMilli: 1500, labelPriceMinor: null });
    expect(amountOf(weight, { ...kg, unit: "g", quantityStepMilli: 1000 }, 2)).toEqual({
      quantityMilli: 1_500_000,
      labelPriceMinor: null,
    });
    expect(amountOf(weight, each, 2)).toEqual({ problem: "not_sold_by_weight" });
  });

  test("[U3] a count is of pieces only", () => {
    const count = { kind: "count", pieces: 12 } as const;
    expect(amountOf(count, each, 2)).toEqual({ quantityMilli: 12_000, labelPriceMinor: null });
    expect(amountOf(count, kg, 2)).toEqual({ problem: "not_sold_by_piece" });
  });

  test("[U3] the quantity of a price is on the product's step, and at least one step", () => {
    expect(amountOf(price(500), kg, 2)).toEqual({
      quantityMilli: 501,
      labelPriceMinor: minor(500),
    });
    expect(amountOf(price(500), { ...kg, basisMilli: 100 }, 2)).toMatchObject({
      quantityMilli: 50,
    });
    expect(amountOf(price(700), each, 2)).toMatchObject({ quantityMilli: 3000 });
    expect(amountOf(price(1), each, 2)).toMatchObject({ quantityMilli: 1000, labelPriceMinor: 1 });
    expect(amountOf(price(1), { ...kg, priceMinor: 999_999 }, 2)).toMatchObject({
      quantityMilli: 1,
    });
  });

  test("[U3] without a list price, pieces are one and weights are refused", () => {
    expect(amountOf(price(500), { ...each, priceMinor: 0 }, 2)).toEqual({
      quantityMilli: 1000,
      labelPriceMinor: 500,
    });
    expect(amountOf(price(500), { ...kg, priceMinor: 0 }, 2)).toEqual({
      problem: "product_without_price",
    });
  });

  test("prices have the decimals of the currency", () => {
    expect(amountOf(price(500), kg, 3)).toMatchObject({ labelPriceMinor: 5000 });
    expect(amountOf(price(500), kg, 0)).toMatchObject({ labelPriceMinor: 5 });
    expect(amountOf(price(501), kg, 0)).toEqual({ problem: "price_too_large" });
  });

  test("labels come before codes of GS1, and other codes are neither", () => {
    const how = { patterns: [PRICE], year: 2026 };
    expect(readScanned(LABEL, how)).toMatchObject({ barcode: "12345", gs1: null });
    expect(readScanned("]C10107032069804988", how)).toMatchObject({ barcode: "07032069804988" });
    expect(readScanned("4006381333931", how)).toBeNull();
  });
});
