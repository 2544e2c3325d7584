import { describe, expect, test } from "vitest";
import { ParkSale } from "@daybook/contract/parked-sales";
import { UpdateProduct } from "@daybook/contract/products";
import { pieces } from "@daybook/contract/quantity";
import { UpdateSettings } from "@daybook/contract/settings";
import { newId } from "@daybook/contract/uuid";
import { parkSale } from "../parked-sales/parked-sales.ts";
import { updateProduct } from "../products/update-product.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { quoteReturn, returnSale } from "../returns/return-sale.ts";
import { updateSettings } from "../settings/settings.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { cart, goodsBack, goodsWithoutReceipt } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { returnWithoutReceipt } from "../returns/return-without-receipt.ts";
import { ringUpSale } from "./ring-up-sale.ts";
import { getSale } from "./sales.ts";

type Fields = Readonly<Record<string, unknown>>;

const line = (shop: TestShop, sku: string, count = 1, more: Fields = {}) => ({
  productId: shop.productId(sku),
  quantityMilli: count * 1000,
  ...more,
});

const input = (shop: TestShop, expectedTotalMinor: number, fields: Fields) =>
  cart({ locationId: shop.locationId(), expectedTotalMinor, ...fields });

const sell = (shop: TestShop, expectedTotalMinor: number, fields: Fields) =>
  shop.write((ctx) => ringUpSale(ctx, input(shop, expectedTotalMinor, fields)));

const sellAs = (shop: TestShop, role: "cashier" | "manager", total: number, fields: Fields) =>
  shop.work.write(shop.as(role), (ctx) => ringUpSale(ctx, input(shop, total, fields)));

const change = async (shop: TestShop, sku: string, fields: Fields) => {
  const id = shop.productId(sku);
  const [row] = await shop.read((ctx) =>
    ctx.db
      .select()
      .from(ctx.t.product)
      .then((rows) => rows.filter((one) => one.sku === sku)),
  );
  const parsed = UpdateProduct.parse({ key: newId(), id, version: row?.version, ...fields });
  return shop.write((ctx) => updateProduct(ctx, parsed));
};

const settings = (shop: TestShop, fields: Fields) =>
  shop.write((ctx) => updateSettings(ctx, UpdateSettings.parse({ key: newId(), ...fields })));

const isClean = async (shop: TestShop) =>
  (await shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx))).clean;

const documents = (shop: TestShop) =>
  shop.read(async (ctx) => (await ctx.db.select().from(ctx.t.sale)).length);

/** Lemonade at 2.00 with a deposit of 0.25 in a tax class of its own, taxed with 20 %. */
async function bottleShop() {
  const shop = await createTestShop({ taxPpm: 200_000 })
    .withProduct("DEPOSIT", { priceMinor: 25, input: { kind: "deposit" } })
    .withProduct("LEMONADE", { priceMinor: 200, onHandMilli: pieces(50) })
    .withProduct("BREAD", { priceMinor: 300, onHandMilli: pieces(50) });
  await change(shop, "LEMONADE", { depositId: shop.productId("DEPOSIT") });
  return shop;
}

describe("[S14] deposits", () => {
  test("are charged with the goods and refunded for empties, with the stock of neither", async () => {
    const shop = await bottleShop();
    const sale = await sell(shop, 675, {
      lines: [line(shop, "LEMONADE", 3), line(shop, "DEPOSIT", 3)],
    });
    expect(sale.lines.map(({ sku, totalMinor }) => [sku, totalMinor])).toEqual([
      ["LEMONADE", 600],
      ["DEPOSIT", 75],
    ]);
    const back = await sell(shop, 0, {
      lines: [],
      depositsBack: {
        key: newId(),
        lines: [line(shop, "DEPOSIT", 12)],
        refunds: [{ tender: "cash", amountMinor: 300 }],
      },
    });
    expect(back).toMatchObject({ kind: "return", origin: null, totalMinor: 300, exchange: null });
    expect(back.payments).toMatchObject([{ tender: "cash", amountMinor: 300 }]);
    expect((await shop.level("LEMONADE")).onHandMilli).toBe(pieces(47));
    expect(await isClean(shop)).toBe(true);
  });

  test("that come back alone are found by the key of their request, also from a parked cart", async () => {
    const shop = await bottleShop();
    const lines = [line(shop, "DEPOSIT", 4)];
    const place = { locationId: shop.locationId(), totalMinor: 0 };
    const park = ParkSale.parse({
      key: newId(),
      ...place,
      cart: { lines: [], names: ["Bottle deposit"], depositsBack: lines },
    });
    const parked = await shop.write((ctx) => parkSale(ctx, park));
    const wanted = input(shop, 0, {
      lines: [],
      parkedId: parked.id,
      depositsBack: { key: newId(), lines, refunds: [{ tender: "cash", amountMinor: 100 }] },
    });
    const request = { route: "sales.ringUp", key: wanted.key, input: wanted };
    const ask = () => shop.work.once(shop.as("owner"), request, (ctx) => ringUpSale(ctx, wanted));
    const back = await ask();
    expect(await ask()).toEqual(back);
    const keys = await shop.read(async (ctx) =>
      (await ctx.db.select().from(ctx.t.sale)).map(({ key }) => key),
    );
    expect(keys).toEqual([wanted.key]);
    expect(await isClean(shop)).toBe(true);
  });

  test("that come back with a sale pay a part of it, or the customer is paid the rest", async () => {
    const shop = await bottleShop();
    const lines = [line(shop, "BREAD", 1)];
    const paying = await sell(shop, 300, {
      lines,
      depositsBack: { key: newId(), lines: [line(shop, "DEPOSIT", 4)] },
      tenders: [{ tender: "cash", amountMinor: 200 }],
    });
    expect(paying.payments).toMatchObject([
      { tender: "exchange", amountMinor: 100 },
      { tender: "cash", amountMinor: 200 },
    ]);
    expect(paying.exchange).toMatchObject({ totalMinor: 100 });
    expect(await shop.read((ctx) => getSale(ctx, paying))).toEqual(paying);
    const paid = await sell(shop, 300, {
      lines,
      depositsBack: {
        key: newId(),
        lines: [line(shop, "DEPOSIT", 20)],
        refunds: [{ tender: "cash", amountMinor: 200 }],
      },
      tenders: [],
    });
    expect(paid.payments).toMatchObject([{ tender: "exchange", amountMinor: 300 }]);
    expect(await isClean(shop)).toBe(true);
  });

  test("are lowered by no discount", async () => {
    const shop = await bottleShop();
    const half = { kind: "percent", ppm: 500_000 };
    const lines = [line(shop, "LEMONADE", 2), line(shop, "DEPOSIT", 2)];
    const sale = await sell(shop, 250, { lines, discount: half, discountReason: "Birthday" });
    expect(sale.lines.map(({ discountMinor }) => discountMinor)).toEqual([200, 0]);
    const discounted = [lines[0], { ...lines[1], discount: half }];
    await expectRefusal(
      sell(shop, 425, { lines: discounted, discountReason: "Birthday" }),
      "deposit_fixed",
      "lines.1.discount",
    );
    const cheaper = [lines[0], { ...lines[1], unitPriceMinor: 0 }];
    await expectRefusal(
      sell(shop, 400, { lines: cheaper }),
      "deposit_fixed",
      "lines.1.unitPriceMinor",
    );
    const amount = { kind: "amount", amountMinor: 401 };
    await expectRefusal(
      sell(shop, 49, { lines, discount: amount, discountReason: "Birthday" }),
      "discount_too_large",
      "discount",
    );
  });

  test("do not make a discount look smaller than it is", async () => {
    const shop = await bottleShop();
    await settings(shop, {
      version: 1,
      roleLimits: [{ role: "cashier", limit: "discount", value: 100_000 }],
    });
    const lines = [line(shop, "LEMONADE", 1), line(shop, "DEPOSIT", 100)];
    const fields = { lines, discount: { kind: "amount", amountMinor: 21 } };
    await expectRefusal(sellAs(shop, "cashier", 2679, fields), "needs_approval", "discount");
    const less = { lines, discount: { kind: "amount", amountMinor: 20 } };
    expect(await sellAs(shop, "cashier", 2680, less)).toMatchObject({ discountMinor: 20 });
  });

  test("cannot be left out, and only a deposit is one", async () => {
    const shop = await bottleShop();
    const lines = [line(shop, "LEMONADE", 3), line(shop, "DEPOSIT", 2)];
    await expectRefusal(sell(shop, 650, { lines }), "deposit_missing", "lines.0.productId");
    await expectRefusal(
      change(shop, "LEMONADE", { depositId: shop.productId("BREAD") }),
      "not_a_deposit",
      "depositId",
    );
    await expectRefusal(
      change(shop, "DEPOSIT", { depositId: shop.productId("DEPOSIT") }),
      "not_a_deposit",
      "depositId",
    );
    const back = { key: newId(), lines: [line(shop, "BREAD", 1)], refunds: [] };
    await expectRefusal(
      sell(shop, 0, { lines: [], depositsBack: back }),
      "not_a_deposit",
      "depositsBack.lines.0.productId",
    );
    const empties = { key: newId(), lines: [line(shop, "DEPOSIT", 1)], refunds: [] };
    await expectRefusal(
      sell(shop, 0, { lines: [], depositsBack: empties }),
      "refund_not_equal",
      "depositsBack.refunds",
    );
    expect(await documents(shop)).toBe(0);
  });

  test("that were charged while the server was away are booked as they were", async () => {
    const shop = await bottleShop();
    const at = new Date(shop.clock.now).toISOString();
    const sale = await sell(shop, 400, {
      lines: [line(shop, "LEMONADE", 2)],
      occurredAt: at,
      replay: { pricesAt: at },
    });
    expect(sale.totalMinor).toBe(400);
  });
});

describe("[S15] an age check", () => {
  test("is asked for once, at the highest age of the sale, and recorded", async () => {
    const shop = await createTestShop()
      .withProduct("BEER", { onHandMilli: pieces(9), input: { ageLimit: 16 } })
      .withProduct("GIN", { onHandMilli: pieces(9), input: { ageLimit: 18 } });
    const lines = [line(shop, "BEER"), line(shop, "GIN"), line(shop, "BEER", 2)];
    await expectRefusal(sell(shop, 4000, { lines }), "age_not_checked", "ageChecked");
    await expectRefusal(
      sell(shop, 4000, { lines, ageChecked: 16 }),
      "age_not_checked",
      "ageChecked",
    );
    expect(await documents(shop)).toBe(0);
    const sale = await sell(shop, 4000, { lines, ageChecked: 18 });
    expect(sale.ageChecked).toBe(18);
    expect(await shop.read((ctx) => getSale(ctx, sale))).toEqual(sale);
  });
});

describe("[S22] a product that must not be sold", () => {
  test("is refused with its reason, unless it was sold before the till could know", async () => {
    const shop = await createTestShop().withProduct("TOY", { onHandMilli: pieces(9) });
    await change(shop, "TOY", { stopReason: "Recalled: small parts" });
    const refused = await sell(shop, 1000, { lines: [line(shop, "TOY")] }).catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({
      code: "do_not_sell",
      details: { reason: "Recalled: small parts" },
      fieldErrors: { "lines.0.productId": expect.anything() },
    });
    expect(await documents(shop)).toBe(0);
    const at = new Date(shop.clock.now).toISOString();
    const fields = { lines: [line(shop, "TOY")], occurredAt: at, replay: { pricesAt: at } };
    expect(await sell(shop, 1000, fields)).toMatchObject({ totalMinor: 1000 });
    await change(shop, "TOY", { stopReason: "" });
    expect(await sell(shop, 1000, { lines: [line(shop, "TOY")] })).toMatchObject({});
  });
});

describe("[S19] a product whose price is entered at the till", () => {
  const shopWithMisc = () =>
    createTestShop()
      .withProduct("MISC", { priceMinor: 0, input: { kind: "service", askPrice: true } })
      .withProduct("MUG", { onHandMilli: pieces(9) });

  test("is sold at that price under that name, without the right to change prices", async () => {
    const shop = await shopWithMisc();
    const lines = [line(shop, "MISC", 2, { unitPriceMinor: 450, name: "Paper roses" })];
    const sale = await sellAs(shop, "cashier", 900, { lines });
    expect(sale.lines).toMatchObject([
      { name: "Paper roses", unitPriceMinor: 450, priceSource: "list", totalMinor: 900 },
    ]);
    expect(await isClean(shop)).toBe(true);
    const half = { ...lines[0], discount: { kind: "percent", ppm: 500_000 } };
    await expectRefusal(
      sell(shop, 450, { lines: [half] }),
      "discount_needs_reason",
      "discountReason",
    );
  });

  test("needs its price; other products keep their price and their name", async () => {
    const shop = await shopWithMisc();
    await expectRefusal(
      sell(shop, 0, { lines: [line(shop, "MISC")] }),
      "price_not_entered",
      "lines.0.unitPriceMinor",
    );
    await expectRefusal(
      sellAs(shop, "cashier", 1000, { lines: [line(shop, "MUG", 1, { name: "Vase" })] }),
      "name_not_asked",
      "lines.0.name",
    );
  });
});

describe("[S21] the time to return", () => {
  const DAY = 24 * 3600 * 1000;
  const back = (
    shop: TestShop,
    sale: Awaited<ReturnType<typeof sell>>,
    role: "cashier" | "manager",
  ) => {
    const lines = [{ lineNo: 1, quantityMilli: 1000 }];
    return shop.work.write(shop.as(role), (ctx) =>
      returnSale(ctx, goodsBack(sale, { lines, expectedTotalMinor: 1000 })),
    );
  };

  test("is kept with the sale; after it, a return needs the right or an approval", async () => {
    const shop = await createTestShop().withProduct("MUG", { onHandMilli: pieces(9) });
    await settings(shop, { version: 1, returnDays: 14 });
    const sale = await sell(shop, 3000, { lines: [line(shop, "MUG", 3)] });
    expect(sale.lines[0]?.returnUntil).toBe("2026-03-16");
    await settings(shop, { version: 2, returnDays: 1 });
    shop.advance(14 * DAY);
    await back(shop, sale, "cashier");
    shop.advance(DAY);
    const lines = [{ lineNo: 1, quantityMilli: pieces(1) }];
    const quote = await shop.read((ctx) =>
      quoteReturn(ctx, {
        id: sale.id,
        lines: goodsBack(sale, { lines, expectedTotalMinor: 0 }).lines,
      }),
    );
    expect(quote.lines).toMatchObject([{ late: true }]);
    await expectRefusal(back(shop, sale, "cashier"), "needs_approval", "lines.0.lineNo");
    expect(await back(shop, sale, "manager")).toMatchObject({ kind: "return" });
  });

  test("of a product comes before that of the shop; 0 is never", async () => {
    const shop = await createTestShop()
      .withProduct("EARRINGS", { onHandMilli: pieces(9), input: { returnDays: 0 } })
      .withProduct("LAMP", { onHandMilli: pieces(9), input: { returnDays: 60 } });
    const sale = await sell(shop, 2000, { lines: [line(shop, "EARRINGS"), line(shop, "LAMP")] });
    expect(sale.lines.map(({ returnUntil }) => returnUntil)).toEqual(["2026-03-01", "2026-05-01"]);
    await expectRefusal(back(shop, sale, "cashier"), "needs_approval", "lines.0.lineNo");
  });
});

describe("[R6] a return without a receipt", () => {
  const wanted = (shop: TestShop, fields: Fields = {}) =>
    goodsWithoutReceipt({
      locationId: shop.locationId(),
      lines: [line(shop, "MUG", 3)],
      expectedTotalMinor: 3000,
      ...fields,
    });

  test("goes up to the limit of the role, and only to the methods that the shop allows", async () => {
    const shop = await createTestShop().withProduct("MUG", { onHandMilli: pieces(9) });
    await settings(shop, {
      version: 1,
      roleLimits: [{ role: "manager", limit: "unreceiptedRefund", value: 2999 }],
    });
    const asManager = (fields: Fields = {}) =>
      shop.work.write(shop.as("manager"), (ctx) => returnWithoutReceipt(ctx, wanted(shop, fields)));
    await expectRefusal(asManager(), "needs_approval", "refunds");
    await shop.write((ctx) => ctx.db.update(ctx.t.tender).set({ refundsUnreceipted: false }));
    const two = { lines: [line(shop, "MUG", 2)], expectedTotalMinor: 2000 };
    await expectRefusal(asManager(two), "tender_not_for_refunds", "refunds.0.tender");
    await shop.write((ctx) => ctx.db.update(ctx.t.tender).set({ refundsUnreceipted: true }));
    expect(await asManager(two)).toMatchObject({ kind: "return", totalMinor: 2000 });
  });
});
