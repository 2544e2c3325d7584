import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CashRounding } from "@daybook/contract/cash-rounding";
import { ListSales } from "@daybook/contract/sales";
import type { Sale } from "@daybook/contract/sales";
import { UpdateSettings } from "@daybook/contract/settings";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { getSalesByDay } from "../reports/sales-by-day.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { quoteReturn, returnSale } from "../returns/return-sale.ts";
import { returnWithoutReceipt } from "../returns/return-without-receipt.ts";
import { getSettings, updateSettings } from "../settings/settings.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { cart, goodsBack, goodsWithoutReceipt, voiding } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { ringUpSale } from "./ring-up-sale.ts";
import { getSale, listSales } from "./sales.ts";
import { voidSale } from "./void-sale.ts";

async function setRule(shop: TestShop, cashRounding: CashRounding, cashStepMinor = 5) {
  const { version } = await shop.read((r) => getSettings(r));
  const input = UpdateSettings.parse({ key: newId(), version, cashRounding, cashStepMinor });
  return shop.write((w) => updateSettings(w, input));
}

/** A shop that rounds cash and sells mugs at this price. */
async function shopThatRounds(cashRounding: CashRounding, priceMinor = 1223): Promise<TestShop> {
  const shop = await createTestShop({ taxPpm: 200_000 }).withProduct("MUG", {
    priceMinor,
    onHandMilli: pieces(50),
    costMinor: 500,
  });
  await setRule(shop, cashRounding);
  return shop;
}

const cash = (amountMinor: number) => ({ tender: "cash", amountMinor });
const card = (amountMinor: number) => ({ tender: "card", amountMinor });

function sold(shop: TestShop, fields: object, count = 1, priceMinor = 1223): Promise<Sale> {
  const input = cart({
    locationId: shop.locationId(),
    lines: [{ productId: shop.productId("MUG"), quantityMilli: count * 1000 }],
    expectedTotalMinor: count * priceMinor,
    ...fields,
  });
  return shop.write((w) => ringUpSale(w, input));
}

/** Returns pieces of the first line with these refunds, or in cash as coins can pay it. */
async function back(shop: TestShop, sale: Sale, count: number, refunds?: object[]): Promise<Sale> {
  const lines = [{ lineNo: 1, quantityMilli: count * 1000 }];
  const { lines: wanted } = goodsBack(sale, { lines, expectedTotalMinor: 0 });
  const quote = await shop.read((r) => quoteReturn(r, { id: sale.id, lines: wanted }));
  const given = refunds ?? [cash(quote.owedMinor)];
  const input = goodsBack(sale, {
    lines,
    expectedTotalMinor: quote.totalMinor,
    refunds: given,
  });
  return shop.write((w) => returnSale(w, input));
}

async function isSound(shop: TestShop): Promise<void> {
  const { checks } = await shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx));
  expect(checks.filter(({ mismatches }) => mismatches > 0)).toEqual([]);
}

describe("a sale in cash", () => {
  test.each([
    ["nearest", 2, 1225],
    ["down", -3, 1220],
    ["up", 2, 1225],
    ["off", 0, 1223],
  ] as const)("[M3] is rounded %s by %i, tax untouched", async (method, rounding, total) => {
    const shop = await shopThatRounds(method);
    const sale = await sold(shop, { tenders: [cash(2000)] });
    expect(sale).toMatchObject({
      netMinor: 1019,
      taxMinor: 204,
      roundingMinor: rounding,
      totalMinor: total,
      changeMinor: 2000 - total,
    });
    expect(await shop.read((r) => getSale(r, sale))).toEqual(sale);
    await isSound(shop);
  });

  test("[M3] by card is exact, and of a split payment only the cash part is rounded", async () => {
    const shop = await shopThatRounds("nearest");
    expect(await sold(shop, { tenders: [card(1223)] })).toMatchObject({ roundingMinor: 0 });
    const split = await sold(shop, { tenders: [card(500), cash(725)] });
    expect(split).toMatchObject({ roundingMinor: 2, totalMinor: 1225, changeMinor: 0 });
    expect(split.payments.map(({ amountMinor }) => amountMinor)).toEqual([500, 725]);
    const odd = await sold(shop, { tenders: [cash(502), card(723)] });
    expect(odd).toMatchObject({ roundingMinor: 0, totalMinor: 1223, changeMinor: 2 });
    await isSound(shop);
  });

  test("[M3] needs what coins pay, and a card never pays more than the price", async () => {
    const shop = await shopThatRounds("nearest");
    const short = await expectRefusal(
      sold(shop, { tenders: [cash(1224)] }),
      "tenders_short",
      "tenders",
    );
    expect(short.details).toEqual({ dueMinor: 1225, tenderedMinor: 1224 });
    await expectRefusal(sold(shop, { tenders: [card(1224)] }), "change_only_from_cash", "tenders");
  });

  test("[M3] of less than a coin costs nothing, if the person saw it", async () => {
    const shop = await shopThatRounds("nearest", 2);
    await expectRefusal(sold(shop, { tenders: [] }, 1, 2), "tenders_short", "tenders");
    const free = await sold(shop, { tenders: [], roundingMinor: -2 }, 1, 2);
    expect(free).toMatchObject({ totalMinor: 0, roundingMinor: -2, payments: [] });
    await isSound(shop);
  });

  test("[M3] with another rounding than the person saw is refused", async () => {
    const shop = await shopThatRounds("nearest");
    const refusal = await expectRefusal(
      sold(shop, { tenders: [cash(1223)], roundingMinor: 0 }),
      "total_mismatch",
      "roundingMinor",
    );
    expect(refusal.details).toEqual({ expectedMinor: 1223, actualMinor: 1225 });
  });

  test("[M3] is in the list, in the figures of its day and, voided, in none of them", async () => {
    const shop = await shopThatRounds("nearest");
    const sale = await sold(shop, { tenders: [cash(1225)] });
    const rows = await shop.read((r) => listSales(r, ListSales.parse({})));
    expect(rows.items).toMatchObject([{ roundingMinor: 2, totalMinor: 1225 }]);
    const figures = async () => {
      const day = { from: sale.businessDate, to: sale.businessDate };
      return (await shop.read((r) => getSalesByDay(r, { ...day, pastSales: "with" }))).total;
    };
    expect(await figures()).toMatchObject({
      takingsMinor: 1225,
      revenueMinor: 1019,
      taxMinor: 204,
      roundingMinor: 2,
    });
    await shop.write((w) => voidSale(w, voiding(sale)));
    expect(await figures()).toMatchObject({ takingsMinor: 0, roundingMinor: 0 });
    await isSound(shop);
  });
});

describe("a sale that was paid while the server was away", () => {
  const paidAway = (shop: TestShop, fields: object) => {
    const at = new Date(shop.clock.now).toISOString();
    shop.advance(60_000);
    return { occurredAt: at, replay: { pricesAt: at }, ...fields };
  };

  test("[M3] is kept as it was paid if the rule was changed since", async () => {
    const shop = await shopThatRounds("nearest");
    shop.advance(1000);
    const input = paidAway(shop, { tenders: [cash(1225)], roundingMinor: 2 });
    await setRule(shop, "down", 10);
    await setRule(shop, "off");
    expect(await sold(shop, input)).toMatchObject({ roundingMinor: 2, totalMinor: 1225 });
    shop.advance(1000);
    const without = paidAway(shop, { tenders: [cash(1223)] });
    await setRule(shop, "up", 100);
    expect(await sold(shop, without)).toMatchObject({ roundingMinor: 0, totalMinor: 1223 });
    await isSound(shop);
  });

  test("[M3] is refused with a rounding of no rule", async () => {
    const shop = await shopThatRounds("nearest");
    shop.advance(1000);
    const input = paidAway(shop, { tenders: [cash(300)], roundingMinor: -923 });
    await expectRefusal(sold(shop, input), "total_mismatch", "roundingMinor");
  });
});

describe("a refund in cash", () => {
  test.each(["nearest", "down", "up"] as const)(
    "[M3] of everything is exactly what was paid (%s), whatever the rule is then",
    async (method) => {
      const shop = await shopThatRounds(method);
      const sale = await sold(shop, { tenders: [cash(5000)] }, 3);
      await setRule(shop, "off");
      expect(await back(shop, sale, 3)).toMatchObject({
        totalMinor: sale.totalMinor,
        roundingMinor: sale.roundingMinor,
        taxMinor: sale.taxMinor,
      });
      await isSound(shop);
    },
  );

  test("[M3] follows the rule, and another method is exact", async () => {
    const shop = await shopThatRounds("nearest");
    const sale = await sold(shop, { tenders: [card(1223), cash(1225)] }, 2);
    await expectRefusal(back(shop, sale, 1, [cash(1223)]), "refund_not_equal", "refunds");
    expect(await back(shop, sale, 1, [cash(1225)])).toMatchObject({ roundingMinor: 2 });
    // The rest of what was paid: the rounding is refunded already.
    expect(await back(shop, sale, 1, [card(1223)])).toMatchObject({ roundingMinor: 0 });
    await isSound(shop);
  });

  test("[M3] without a receipt follows the rule", async () => {
    const shop = await shopThatRounds("nearest");
    const input = goodsWithoutReceipt({
      locationId: shop.locationId(),
      lines: [{ productId: shop.productId("MUG"), quantityMilli: 1000 }],
      expectedTotalMinor: 1223,
      refunds: [cash(1225)],
    });
    const returned = await shop.write((w) => returnWithoutReceipt(w, input));
    expect(returned).toMatchObject({ roundingMinor: 2, totalMinor: 1225 });
    await isSound(shop);
  });

  test("[M3] in any parts refunds what was paid, never more, with any rule", async () => {
    const rules = fc.tuple(
      fc.constantFrom<CashRounding>("nearest", "down", "up"),
      fc.constantFrom(1, 5, 10, 25),
    );
    const parts = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        rules,
        parts,
        fc.integer({ min: 1, max: 999 }),
        async (rule, split, price) => {
          const shop = await createTestShop({ taxPpm: 200_000 }).withProduct("MUG", {
            priceMinor: price,
            onHandMilli: pieces(50),
            costMinor: 500,
          });
          await setRule(shop, ...rule);
          const count = split.reduce((sum, part) => sum + part, 0);
          const sale = await sold(shop, { tenders: [cash(count * price + 1000)] }, count, price);
          let refunded = 0;
          for (const part of split) {
            const coins = await inCoins(shop, sale, part);
            const returned = await back(shop, sale, part, coins === 0 ? [] : [cash(coins)]);
            expect(returned.totalMinor).toBe(coins);
            refunded += coins;
            expect(refunded).toBeLessThanOrEqual(sale.totalMinor);
          }
          expect(refunded).toBe(sale.totalMinor);
          await isSound(shop);
        },
      ),
      { numRuns: 12 },
    );
  });
});

/** What the refusal of an impossible refund says is due in cash. */
async function inCoins(shop: TestShop, sale: Sale, count: number): Promise<number> {
  const refusal = await expectRefusal(
    back(shop, sale, count, [cash(1e9)]),
    "refund_not_equal",
    "refunds",
  );
  const { dueMinor } = refusal.details as { dueMinor: number };
  return dueMinor;
}

test("[M3] the smallest coin is worth at most 100 units of the currency, at its field", async () => {
  const shop = await createTestShop({ currency: "JPY" });
  expect(await setRule(shop, "nearest", 100)).toMatchObject({ cashStepMinor: 100 });
  const refusal = await expectRefusal(
    setRule(shop, "nearest", 101),
    "cash_step_too_large",
    "cashStepMinor",
  );
  expect(refusal.details).toEqual({ mostMinor: 100 });
  for (const cashStepMinor of [0, -5, 0.5]) {
    const read = UpdateSettings.safeParse({ key: newId(), version: 1, cashStepMinor });
    expect(read.error?.issues).toMatchObject([{ path: ["cashStepMinor"] }]);
  }
});
