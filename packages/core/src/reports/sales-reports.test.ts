import fc from "fast-check";
import { expect, test } from "vitest";
import { minor } from "@daybook/contract/money";
import { milli, pieces } from "@daybook/contract/quantity";
import { GetDashboard, GetSalesByDay, GetSalesByProduct } from "@daybook/contract/reports";
import type { Sale } from "@daybook/contract/sales";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { sell, returnGoods, voidIt } from "../testing/trade.ts";
import { getDashboard } from "./dashboard.ts";
import { getSalesByDay } from "./sales-by-day.ts";
import { getSalesByProduct } from "./sales-by-product.ts";

const DAY = 24 * 3600_000;
const HOUR = 3600_000;

const dashboard = (shop: TestShop, input: object = {}) =>
  shop.read((ctx) => getDashboard(ctx, GetDashboard.parse(input)));
const byDay = (shop: TestShop, input: object) =>
  shop.read((ctx) => getSalesByDay(ctx, GetSalesByDay.parse(input)));
const byProduct = (shop: TestShop, input: object) =>
  shop.read((ctx) => getSalesByProduct(ctx, GetSalesByProduct.parse(input)));

const stockedShop = () =>
  createTestShop({ taxPpm: 200_000 })
    .withLocation("Kiosk")
    .withProduct("MUG", { onHandMilli: pieces(5000), costMinor: 1_234_567 })
    .withProduct("TEA", { onHandMilli: pieces(5000), costMinor: 777_777 })
    .withProduct("JAM", { onHandMilli: pieces(5000), costMinor: 99_999, location: "Kiosk" });

const trade = fc.array(
  fc.record({
    do: fc.constantFrom("sell", "sell", "sell", "return", "void", "night"),
    sku: fc.constantFrom("MUG", "TEA", "JAM"),
    count: fc.integer({ min: 1, max: 5 }),
    priceMinor: fc.integer({ min: 0, max: 2000 }),
  }),
  { minLength: 5, maxLength: 25 },
);

/** Makes random sales and returns; returns every document as stored afterwards. */
async function play(
  shop: TestShop,
  steps: typeof trade extends fc.Arbitrary<infer T> ? T : never,
): Promise<void> {
  const sold: Sale[] = [];
  for (const step of steps) {
    shop.advance(HOUR);
    const quantityMilli = pieces(step.count);
    const last = sold.at(-1);
    if (step.do === "night") shop.advance(DAY);
    else if (step.do === "sell") {
      const location = step.sku === "JAM" ? "Kiosk" : "Shop";
      sold.push(
        await sell(shop, [{ sku: step.sku, quantityMilli, unitPriceMinor: step.priceMinor }], {
          location,
        }),
      );
    } else if (last !== undefined) {
      sold.pop();
      if (step.do === "return")
        await returnGoods(shop, last, [{ lineNo: 1, quantityMilli: pieces(1) }]);
      else await voidIt(shop, last).catch(ignoreTooLate);
    }
  }
}

/** A sale of yesterday is not voided any more; it stays as it is. */
function ignoreTooLate(error: unknown): void {
  expect(error).toMatchObject({ code: "void_too_late" });
}

/** The same figures from the documents themselves, the slow way. */
async function figuresFromDocuments(shop: TestShop, wanted: (businessDate: string) => boolean) {
  return shop.read(async ({ db, t }) => {
    const documents = await db.select().from(t.sale);
    const voids = documents.filter(({ kind }) => kind === "void");
    const voided = new Set(voids.flatMap(({ id, originSaleId }) => [id, originSaleId]));
    const sales = documents.filter(
      ({ id, businessDate }) => !voided.has(id) && wanted(businessDate),
    );
    const lines = await db.select().from(t.saleLine);
    const sums = {
      takings: 0,
      revenue: 0,
      cost: 0,
      tax: 0,
      rounding: 0,
      discount: 0,
      units: 0,
      receipts: 0,
      returns: 0,
    };
    for (const sale of sales) {
      const sign = sale.kind === "sale" ? 1 : -1;
      sums.takings += sign * sale.totalMinor;
      sums.rounding += sign * sale.roundingMinor;
      sums.receipts += sale.kind === "sale" ? 1 : 0;
      sums.returns += sale.kind === "return" ? 1 : 0;
      for (const line of lines.filter(({ saleId }) => saleId === sale.id)) {
        sums.revenue += sign * line.netMinor;
        sums.cost += sign * line.costMinor;
        sums.tax += sign * line.taxMinor;
        sums.discount += sign * line.discountMinor;
        sums.units += sign * line.quantityMilli;
      }
    }
    const profit = sums.revenue - sums.cost;
    return {
      takingsMinor: sums.takings,
      revenueMinor: sums.revenue,
      costOfGoodsSoldMinor: sums.cost,
      profitMinor: profit,
      marginPpm: sums.revenue > 0 ? roundAway((profit * 1_000_000) / sums.revenue) : null,
      taxMinor: sums.tax,
      roundingMinor: sums.rounding,
      discountMinor: sums.discount,
      receipts: sums.receipts,
      returns: sums.returns,
      averageReceiptMinor: sums.receipts > 0 ? roundAway(sums.takings / sums.receipts) : null,
      unitsMilli: sums.units,
      pastMinor: 0,
      pastSales: 0,
    };
  });
}

function roundAway(x: number): number {
  return Math.sign(x) * Math.round(Math.abs(x)) + 0;
}

test("[RP1] for any sales, dashboard, days and products show the same sums as the receipts", async () => {
  await fc.assert(
    fc.asyncProperty(trade, async (steps) => {
      const shop = await stockedShop();
      await play(shop, steps);
      const board = await dashboard(shop);
      const from = board.lastDays[0]?.businessDate ?? "";
      const days = await byDay(shop, { from, to: board.day });
      expect(board.today).toEqual(await figuresFromDocuments(shop, (date) => date === board.day));
      expect(days.total).toEqual(await figuresFromDocuments(shop, (date) => date >= from));
      for (const day of days.items) {
        const { businessDate, ...figures } = day;
        expect(figures).toEqual(await figuresFromDocuments(shop, (date) => date === businessDate));
      }
      expect(board.lastDays.filter((day) => day.receipts > 0 || day.returns > 0)).toEqual(
        days.items,
      );
      expect(sum(board.byHour.map((hour) => hour.takingsMinor))).toBe(board.today.takingsMinor);
      expect(board.counts.sales).toBe(days.total.receipts);
      const products = (await byProduct(shop, { from, to: board.day })).items;
      expect(sum(products.map((row) => row.netMinor))).toBe(days.total.revenueMinor);
      expect(sum(products.map((row) => row.profitMinor ?? 0))).toBe(days.total.profitMinor);
      expect(sum(products.map((row) => row.unitsSoldMilli - row.unitsReturnedMilli))).toBe(
        days.total.unitsMilli,
      );
      await shop.close();
    }),
    { numRuns: 10, seed: 20260302 },
  );
});

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

test("[fault G17] the average receipt is the takings divided by the number of receipts", async () => {
  const shop = await stockedShop();
  const sale = await sell(shop, [{ sku: "MUG", quantityMilli: pieces(2) }]);
  await sell(shop, [{ sku: "TEA", quantityMilli: pieces(1) }]);
  await returnGoods(shop, sale, [{ lineNo: 1, quantityMilli: pieces(1) }]);
  const { today } = await dashboard(shop);
  expect(today).toMatchObject({
    takingsMinor: 2000,
    receipts: 2,
    returns: 1,
    averageReceiptMinor: 1000,
  });
});

test("[RP1] a dashboard shows the day, thirty days, hours, best sellers, stock value and counts", async () => {
  const shop = await stockedShop();
  await sell(shop, [{ sku: "MUG", quantityMilli: pieces(2) }]);
  shop.advance(3 * HOUR);
  await sell(shop, [{ sku: "TEA", quantityMilli: pieces(1) }]);
  const board = await dashboard(shop);
  expect(board.day).toBe("2026-03-02");
  expect(board.today).toMatchObject({
    takingsMinor: 3000,
    revenueMinor: 2500,
    taxMinor: 500,
    receipts: 2,
    averageReceiptMinor: 1500,
    unitsMilli: pieces(3),
  });
  expect(board.byHour).toEqual([
    { hour: 10, takingsMinor: 2000, receipts: 1 },
    { hour: 13, takingsMinor: 1000, receipts: 1 },
  ]);
  expect(board.lastDays).toHaveLength(30);
  expect(board.lastDays[0]).toMatchObject({
    businessDate: "2026-02-01",
    receipts: 0,
    marginPpm: null,
  });
  expect(board.lastDays.at(-1)).toEqual({ businessDate: "2026-03-02", ...board.today });
  expect(board.topProducts.map((row) => row.product.sku)).toEqual(["MUG", "TEA"]);
  expect(board.topProducts[0]).toMatchObject({ unitsMilli: pieces(2), netMinor: 1667 });
  expect(board.counts).toEqual({ products: 3, customers: 0, sales: 2, lowStock: 0 });
  const values = await Promise.all(["MUG", "TEA", "JAM"].map((sku) => shop.valueMinor(sku)));
  expect(board.stockValueMinor).toBe(sum(values));
});

test("[RP1] best sellers are those of the last days with enough receipts", async () => {
  const shop = await stockedShop();
  await sell(shop, [{ sku: "TEA", quantityMilli: pieces(9) }]);
  const best = async () => {
    const { topProducts, topProductsFrom } = await dashboard(shop);
    return [topProductsFrom, ...topProducts.map((row) => row.product.sku)];
  };
  shop.advance(29 * DAY);
  await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }]);
  expect(await best()).toEqual(["2026-03-02", "TEA", "MUG"]);
  await shop.write(({ db, t }) => db.update(t.salesDaily).set({ documents: 500 }));
  expect(await best()).toEqual(["2026-03-31", "MUG"]);
  shop.advance(30 * DAY);
  expect(await best()).toEqual(["2026-04-01"]);
});

test("[RP1] the usual figure is the mean of the same weekday over the last four weeks with sales", async () => {
  const shop = await stockedShop();
  shop.advance(5 * 7 * DAY);
  for (const [weeksAgo, count] of [
    [5, 9],
    [4, 4],
    [2, 1],
    [1, 1],
  ] as const) {
    const occurredAt = new Date(shop.clock.now - weeksAgo * 7 * DAY).toISOString();
    for (let n = 0; n < count; n++) {
      await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }], { occurredAt });
    }
  }
  await sell(shop, [{ sku: "MUG", quantityMilli: pieces(8) }]);
  const { usual, usualByHour } = await dashboard(shop);
  expect(usual).toEqual({ weeks: 3, takingsMinor: 2000, receipts: 2 });
  // The clocks went forward before the last of them.
  expect(usualByHour).toEqual([
    { hour: 10, takingsMinor: 1667, receipts: 2 },
    { hour: 11, takingsMinor: 333, receipts: 0 },
  ]);
  expect((await dashboard(shop, { day: "2026-04-07" })).usual).toEqual({
    weeks: 0,
    takingsMinor: 0,
    receipts: 0,
  });
});

test("[RP1] a location has its own figures", async () => {
  const shop = await stockedShop();
  await sell(shop, [{ sku: "MUG", quantityMilli: pieces(2) }]);
  await sell(shop, [{ sku: "JAM", quantityMilli: pieces(1) }], { location: "Kiosk" });
  const kiosk = await dashboard(shop, { locationId: shop.locationId("Kiosk") });
  expect(kiosk.today).toMatchObject({ takingsMinor: 1000, receipts: 1 });
  expect(kiosk.topProducts.map((row) => row.product.sku)).toEqual(["JAM"]);
  expect(kiosk.counts.sales).toBe(1);
  const unknown = { locationId: "01890a5d-ac96-774b-bcce-b302099a8057" };
  await expect(dashboard(shop, unknown)).rejects.toMatchObject({
    code: "not_found",
    fieldErrors: { locationId: [{ code: "not_found" }] },
  });
});

test("[RP1] a return counts on its own day, and a margin needs revenue", async () => {
  const shop = await stockedShop();
  const sale = await sell(shop, [{ sku: "MUG", quantityMilli: pieces(2) }]);
  shop.advance(DAY);
  await returnGoods(shop, sale, [{ lineNo: 1, quantityMilli: pieces(2) }]);
  const { items, total } = await byDay(shop, { from: "2026-03-01", to: "2026-03-31" });
  expect(items).toMatchObject([
    { businessDate: "2026-03-02", takingsMinor: 2000, receipts: 1, returns: 0 },
    {
      businessDate: "2026-03-03",
      takingsMinor: -2000,
      receipts: 0,
      returns: 1,
      marginPpm: null,
      averageReceiptMinor: null,
    },
  ]);
  expect(total).toMatchObject({
    takingsMinor: 0,
    revenueMinor: 0,
    profitMinor: 0,
    unitsMilli: milli(0),
  });
});

test("[RP1] a voided sale is in no figure", async () => {
  const shop = await stockedShop();
  await voidIt(shop, await sell(shop, [{ sku: "MUG", quantityMilli: pieces(2) }]));
  const board = await dashboard(shop);
  expect(board.today).toMatchObject({ takingsMinor: 0, receipts: 0, costOfGoodsSoldMinor: 0 });
  expect(board.byHour).toEqual([]);
  expect(board.topProducts).toEqual([]);
  expect(board.counts.sales).toBe(0);
  expect((await byDay(shop, { from: "2026-03-02", to: "2026-03-02" })).items).toEqual([]);
  expect((await byProduct(shop, { from: "2026-03-02", to: "2026-03-02" })).items).toEqual([]);
});

test("[RP1] products are ranked by revenue or by units, page by page", async () => {
  const shop = await createTestShop();
  for (const [sku, count, unitPriceMinor] of [
    ["A", 1, 900],
    ["B", 3, 300],
    ["C", 2, 100],
    ["D", 9, 10],
  ] as const) {
    await shop.addProduct(sku, { onHandMilli: pieces(10), costMinor: 10 });
    await sell(shop, [{ sku, quantityMilli: pieces(count), unitPriceMinor }]);
  }
  const days = { from: "2026-03-01", to: "2026-03-31" };
  const ranking = async (sort: "revenue" | "units") => {
    const skus: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof byProduct>> = await byProduct(shop, {
        ...days,
        sort,
        limit: 1,
        ...(cursor === null ? {} : { cursor }),
      });
      skus.push(...page.items.map((row) => row.product.sku));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return skus;
  };
  expect(await ranking("revenue")).toEqual(["A", "B", "C", "D"]);
  expect(await ranking("units")).toEqual(["D", "B", "C", "A"]);
  const [first] = (await byProduct(shop, { ...days, limit: 1 })).items;
  expect(first).toMatchObject({
    unitsSoldMilli: pieces(1),
    netMinor: 900,
    costMinor: 1,
    profitMinor: minor(899),
  });
});
