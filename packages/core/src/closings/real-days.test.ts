import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { Closing } from "@daybook/contract/drawers";
import { ListClosings } from "@daybook/contract/drawers";
import { pieces } from "@daybook/contract/quantity";
import { GetSalesByDay, GetSalesByTax } from "@daybook/contract/reports";
import { CreateTender } from "@daybook/contract/tenders";
import { newId } from "@daybook/contract/uuid";
import { sharedData, sharedJson } from "@daybook/contract/testing/shared-data";
import { getSalesByDay } from "../reports/sales-by-day.ts";
import { getSalesByTax } from "../reports/sales-by-tax.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { createTender } from "../tenders/tenders.ts";
import { close, count, counterAt, open, writeAs } from "../testing/counter.ts";
import type { Counter } from "../testing/counter.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { cart } from "../testing/inputs.ts";
import { listClosings } from "./closings.ts";

/** The data is of earlier years; these are as long, and in the future of a test shop. */
const YEAR = "2027";
const inYear = (date: string): string => date.replace(/^\d{4}/, YEAR);
const FLOAT = 10_000;

interface BoughtLine {
  readonly sku: string;
  readonly count: number;
  readonly priceMinor: number;
}

interface BoughtCart {
  /** UTC, which is the shop's time zone. */
  readonly at: string;
  readonly counter: string;
  readonly tender: string;
  readonly lines: readonly BoughtLine[];
  readonly netMinor: number;
  readonly taxMinor: number;
}

const dayOf = ({ at }: BoughtCart): string => at.slice(0, 10);
const totalOf = ({ netMinor, taxMinor }: BoughtCart): number => netMinor + taxMinor;
/** R(5 % of an amount), half up. */
const fivePercent = (netMinor: number): number => Math.floor((netMinor * 5 + 50) / 100);
const minorOf = (decimal: string): number => Math.round(Number(decimal) * 100);

function sums<T>(items: readonly T[], key: (item: T) => string, value: (item: T) => number) {
  const found = new Map<string, number>();
  for (const item of items) found.set(key(item), (found.get(key(item)) ?? 0) + value(item));
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

const read = (path: string): string => {
  const file = readFileSync(path);
  return (path.endsWith(".gz") ? gunzipSync(file) : file).toString("latin1");
};

function rowsOf(path: string): Record<string, string>[] {
  const [head = "", ...lines] = read(path).trim().split(/\r?\n/);
  const names = head.split(",");
  return lines.map((line) =>
    Object.fromEntries(line.split(",").map((cell, index) => [names[index] ?? "", cell])),
  );
}

/** Trades all carts, each day at open drawers that are counted and closed in the evening. Returns the closings. */
async function tradeDays(
  shop: TestShop,
  counters: ReadonlyMap<string, Counter>,
  carts: readonly BoughtCart[],
): Promise<Closing[]> {
  const closings: Closing[] = [];
  const days = grouped(
    carts.toSorted((a, b) => (a.at < b.at ? -1 : 1)),
    dayOf,
  );
  for (const [day, bought] of days) {
    shop.clock.now = Date.parse(`${day}T00:00:01Z`);
    for (const at of counters.values()) await open(at, FLOAT);
    for (const one of bought) {
      shop.clock.now = Math.max(shop.clock.now, Date.parse(`${one.at}Z`));
      const at = counters.get(one.counter);
      if (at !== undefined) await buy(shop, at, one);
    }
    shop.clock.now = Date.parse(`${day}T23:59:00Z`);
    for (const [name, at] of counters) {
      const here = bought.filter(({ counter }) => counter === name);
      const { cash = 0, ...others } = sums(here, ({ tender }) => tender, totalOf);
      closings.push(await close(at, (await count(at, FLOAT + cash, others)).id, FLOAT));
    }
  }
  return closings;
}

function buy(shop: TestShop, at: Counter, one: BoughtCart) {
  const input = cart({
    locationId: shop.locationId(one.counter),
    lines: one.lines.map(({ sku, count: many, priceMinor }) => ({
      productId: shop.productId(sku),
      quantityMilli: pieces(many),
      unitPriceMinor: priceMinor,
    })),
    discountReason: "The price of the day",
    tenders: [{ tender: one.tender, amountMinor: totalOf(one) }],
    expectedTotalMinor: totalOf(one),
  });
  return writeAs(shop, at.front, (ctx) => ringUpSale(ctx, input));
}

/** Every figure of the closings, and of the reports, is the sum of the carts. */
async function expectSums(
  shop: TestShop,
  closings: readonly Closing[],
  carts: readonly BoughtCart[],
): Promise<void> {
  const total = sums(carts, () => "all", totalOf)["all"];
  expect(closings.map(({ number }) => number)).toEqual(closings.map((_, index) => index + 1));
  const { items } = await shop.read((ctx) => listClosings(ctx, ListClosings.parse({ limit: 1 })));
  expect(items[0]?.number).toBe(closings.length);
  expect(closings.filter(({ differenceMinor }) => differenceMinor !== 0)).toEqual([]);
  const worth = ({ report }: Closing) => report.documents.sale.totalMinor;
  expect(sums(closings, ({ businessDate }) => businessDate, worth)).toEqual(
    sums(carts, dayOf, totalOf),
  );
  expect(sums(closings, ({ drawer }) => drawer, worth)).toEqual(
    sums(carts, ({ counter }) => counter, totalOf),
  );
  const tenders = closings.flatMap(({ businessDate, report }) =>
    report.tenders.map((tender) => ({ key: `${businessDate} ${tender.tender}`, ...tender })),
  );
  expect(
    sums(
      tenders,
      ({ key }) => key,
      ({ takenMinor }) => takenMinor,
    ),
  ).toEqual(sums(carts, (one) => `${dayOf(one)} ${one.tender}`, totalOf));
  expect(closings.at(-1)?.grandTotals?.sale).toEqual({ count: carts.length, totalMinor: total });
  const days = { from: `${YEAR}-01-01`, to: `${YEAR}-12-31` };
  const byDay = await shop.read((ctx) => getSalesByDay(ctx, GetSalesByDay.parse(days)));
  expect(byDay.total.takingsMinor).toBe(total);
  const { checks } = await shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx));
  expect(checks.filter(({ mismatches }) => mismatches > 0)).toEqual([]);
}

test("[M7] [M8] the supermarket's three branches close every day: day, branch, tender and tax are as expected", async (ctx) => {
  const csv = sharedData("pos/supermarket_sales.csv");
  const expected = sharedJson<{
    readonly net_cogs: string;
    readonly tax_rounded_half_up_per_receipt: string;
    readonly total_rounded_half_up_per_receipt: string;
    readonly count_by_payment: Record<string, number>;
    readonly total_by_branch: Record<string, string>;
    readonly total_by_day_and_payment: Record<string, string>;
  }>("pos/expected_supermarket_sales.json");
  if (csv === null || expected === null) return ctx.skip("the supermarket's data is not here");
  const builder = createTestShop({ pricesIncludeTax: false, taxPpm: 50_000, timeZone: "UTC" });
  const branches = ["A", "B", "C"];
  const names = new Map(rowsOf(csv).map((row) => [row["Product line"] ?? "", 0]));
  for (const branch of branches) builder.withLocation(branch);
  const shop = await builder;
  for (const name of names.keys()) await shop.addProduct(name, { input: { kind: "service" } });
  const wallet = CreateTender.parse({ key: newId(), name: "E-wallet", kind: "other" });
  const { id } = await shop.write((write) => createTender(write, wallet));
  const tenders = new Map([
    ["Cash", "cash"],
    ["Credit card", "card"],
    ["Ewallet", id],
  ]);
  const carts = rowsOf(csv).map((row): BoughtCart => {
    const [month = "", day = ""] = (row["Date"] ?? "").split("/");
    const [count_, priceMinor] = [Number(row["Quantity"]), minorOf(row["Unit price"] ?? "")];
    const netMinor = count_ * priceMinor;
    return {
      at: `${YEAR}-${month.padStart(2, "0")}-${day.padStart(2, "0")}T${row["Time"]}:00`,
      counter: row["Branch"] ?? "",
      tender: tenders.get(row["Payment"] ?? "") ?? "",
      lines: [{ sku: row["Product line"] ?? "", count: count_, priceMinor }],
      netMinor,
      taxMinor: fivePercent(netMinor),
    };
  });
  const counters = new Map<string, Counter>();
  for (const name of branches) counters.set(name, await counterAt(shop, name));
  const closings = await tradeDays(shop, counters, carts);
  await expectSums(shop, closings, carts);
  const taxes = closings.flatMap(({ report }) => report.taxes);
  expect(
    sums(
      taxes,
      () => "tax",
      ({ taxMinor }) => taxMinor,
    )["tax"],
  ).toBe(minorOf(expected.tax_rounded_half_up_per_receipt));
  const days = { from: `${YEAR}-01-01`, to: `${YEAR}-12-31` };
  const byTax = await shop.read((read_) => getSalesByTax(read_, GetSalesByTax.parse(days)));
  expect(byTax.items).toMatchObject([
    {
      soldBaseMinor: minorOf(expected.net_cogs),
      soldTaxMinor: minorOf(expected.tax_rounded_half_up_per_receipt),
    },
  ]);
  // The published sums are of unrounded receipts; each receipt is rounded by half a cent at most.
  const near = (of: Record<string, string>, found: Record<string, number>, most: number) => {
    expect(Object.keys(of)).toHaveLength(Object.keys(found).length);
    for (const [key, value] of Object.entries(of))
      expect(Math.abs((found[key] ?? 0) - Number(value) * 100), key).toBeLessThanOrEqual(most);
  };
  near(
    expected.total_by_branch,
    sums(carts, ({ counter }) => counter, totalOf),
    340 / 2,
  );
  const nameOf = new Map([...tenders].map(([name, tender]) => [tender, name]));
  const paid = closings.flatMap(({ businessDate, report }) =>
    report.tenders.map(({ tender, takenMinor }) => ({
      key: `${businessDate.replace(YEAR, "2019")} ${nameOf.get(tender)}`,
      takenMinor,
    })),
  );
  near(
    expected.total_by_day_and_payment,
    sums(
      paid,
      ({ key }) => key,
      ({ takenMinor }) => takenMinor,
    ),
    10,
  );
});

test("[M7] [M12] a year of a pizza place goes through a drawer: the revenue of every day, and a report for each", async (ctx) => {
  const orders = sharedData("pos/pizza_orders.csv.gz");
  const details = sharedData("pos/pizza_order_details.csv.gz");
  const pizzas = sharedData("pos/pizza_pizzas.csv");
  const expected = sharedJson<{
    readonly orders: number;
    readonly trading_days: number;
    readonly pizzas_sold: number;
    readonly revenue: string;
    readonly revenue_by_day: Record<string, string>;
  }>("pos/expected_pizza.json");
  if (orders === null || details === null || pizzas === null || expected === null)
    return ctx.skip("the data of the pizza place is not here");
  // A year takes half a minute; `npm test` goes through its first weeks.
  const isLong = process.env["TEST_MATRIX"] !== "short";
  const isIn = (date: string) => isLong || date < "2015-01-22";
  const shop = await createTestShop({ timeZone: "UTC" });
  const prices = new Map<string, number>();
  for (const { pizza_id: sku = "", price = "" } of rowsOf(pizzas)) {
    prices.set(sku, minorOf(price));
    await shop.addProduct(sku, {
      priceMinor: minorOf(price),
      onHandMilli: pieces(3000),
      costMinor: 3000 * 400,
    });
  }
  const lines = grouped(rowsOf(details), (row) => row["order_id"] ?? "");
  const carts = rowsOf(orders)
    .filter(({ date = "" }) => isIn(date))
    .map(({ order_id: id = "", date = "", time }): BoughtCart => {
      const bought = (lines.get(id) ?? []).map(({ pizza_id: sku = "", quantity }) => ({
        sku,
        count: Number(quantity),
        priceMinor: prices.get(sku) ?? 0,
      }));
      const netMinor = bought.reduce((sum, line) => sum + line.count * line.priceMinor, 0);
      const tender = Number(id) % 3 === 0 ? "card" : "cash";
      const at = `${inYear(date)}T${time}`;
      return { at, counter: "Shop", tender, lines: bought, netMinor, taxMinor: 0 };
    });
  const closings = await tradeDays(shop, new Map([["Shop", await counterAt(shop, "Shop")]]), carts);
  await expectSums(shop, closings, carts);
  const days = Object.entries(expected.revenue_by_day).filter(([date]) => isIn(date));
  expect(
    sums(
      closings,
      ({ businessDate }) => businessDate,
      ({ report }) => report.documents.sale.totalMinor,
    ),
  ).toEqual(Object.fromEntries(days.map(([date, revenue]) => [inYear(date), minorOf(revenue)])));
  if (!isLong) return;
  expect(closings).toHaveLength(expected.trading_days);
  expect(closings.at(-1)?.grandTotals?.sale).toEqual({
    count: expected.orders,
    totalMinor: minorOf(expected.revenue),
  });
}, 600_000);
