import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { GetSalesByDay, GetSalesByProduct } from "@daybook/contract/reports";
import { sharedData, sharedJson } from "@daybook/contract/testing/shared-data";
import { getSalesByDay } from "../reports/sales-by-day.ts";
import { getSalesByProduct } from "../reports/sales-by-product.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { commitFile, FilesInMemory, previewFile, undoFile } from "../testing/import-files.ts";

let shop: TestShop;
let files: FilesInMemory;

beforeEach(async () => {
  shop = await createTestShop();
  files = new FilesInMemory();
  onTestFinished(() => shop.close());
});

interface Expected {
  readonly counts: Readonly<Record<string, number>>;
  readonly money_and_units: Readonly<Record<string, number | string>>;
}

const FOLDER = "online_retail";
const MONTHS = "2010-12_to_2011-02";
const EXPECTED = sharedJson<Expected>(`${FOLDER}/expected_online_retail_${MONTHS}.json`);
const FILE_OF_MONTHS = sharedData(`${FOLDER}/online_retail_${MONTHS}.csv.gz`);
const FILE_OF_DECEMBER = sharedData(`${FOLDER}/online_retail_2010-12_latin1_us_dates.csv.gz`);
const minorOf = (text: string) => Math.round(Number(text) * 100);
const sorted = (rows: readonly (readonly unknown[])[]) =>
  rows.map((row) => row.join(" ")).toSorted();

/** Three months take half a minute; `npm test` goes through the first days. */
const IS_LONG = process.env["TEST_MATRIX"] !== "short";
const DAYS = { from: "2010-12-01", to: IS_LONG ? "2011-02-28" : "2010-12-03" };
const isIn = (day: string) => day <= DAYS.to;

/** The rows of a CSV file below its headings. */
function tableOf(path: string | null): string[][] {
  if (path === null) return [];
  const [, ...lines] = gunzipSync(readFileSync(path)).toString("latin1").trim().split(/\r?\n/);
  return lines.map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
}

const expectedOf = (name: string) =>
  tableOf(sharedData(`${FOLDER}/expected_online_retail_${MONTHS}_${name}.csv.gz`));

const byDay = () => shop.read((ctx) => getSalesByDay(ctx, GetSalesByDay.parse(DAYS)));

async function byProduct() {
  const items = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const input = GetSalesByProduct.parse({ ...DAYS, limit: 200, cursor });
    const page = await shop.read((ctx) => getSalesByProduct(ctx, input));
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

test("[I9] Online Retail has its totals by day, by invoice and by stock code, and is undone", async (ctx) => {
  if (FILE_OF_MONTHS === null || EXPECTED === null)
    return ctx.skip("the retailer's invoices are not here");
  const byDays = expectedOf("by_day").filter(([day = ""]) => isIn(day));
  const byInvoices = expectedOf("by_invoice").filter(([, at = ""]) => isIn(at.slice(0, 10)));
  const total = (of: number) => byDays.reduce((sum, row) => sum + minorOf(row[of] ?? ""), 0);
  const rows = total(2) / 100;
  const text = gunzipSync(readFileSync(FILE_OF_MONTHS)).toString("utf8").split("\n");
  const batch = await previewFile(shop, files, files.add(text.slice(0, rows + 1).join("\n")));
  expect(batch).toMatchObject({
    source: "online_retail",
    rows: { new: rows, wrong: 0 },
    stockMilli: total(3) * 10,
    retailMinor: total(4),
    pastSales: {
      sales: byInvoices.length,
      returns: byInvoices.filter(([number]) => number?.startsWith("C")).length,
      unknownProducts: rows,
      firstDay: DAYS.from,
      lastDay: DAYS.to,
    },
  });
  expect(await commitFile(shop, batch)).toMatchObject({ state: "done", failed: 0 });
  const days = await byDay();
  expect(
    days.items.map((day) => [
      day.businessDate,
      day.receipts + day.returns,
      day.unitsMilli / 1000,
      day.revenueMinor,
    ]),
  ).toEqual(
    byDays.map(([day, sales, , units, net = ""]) => [
      day,
      Number(sales),
      Number(units),
      minorOf(net),
    ]),
  );
  const sales = await shop.read(({ db, t: { pastSale } }) => db.select().from(pastSale));
  expect(
    sorted(sales.map((one) => [one.number, one.lines, one.unitsMilli / 1000, one.totalMinor])),
  ).toEqual(
    sorted(
      byInvoices.map(([number, , , , lines, units, net = ""]) => [
        number,
        Number(lines),
        Number(units),
        minorOf(net),
      ]),
    ),
  );
  const products = await byProduct();
  expect(products.reduce((sum, { netMinor }) => sum + netMinor, 0)).toBe(total(4));
  if (IS_LONG) expectCodes(products);
  const { clean } = await shop.work.snapshot(shop.as("owner"), (read) => verifyDatabase(read));
  expect(clean).toBe(true);
  expect(await undoFile(shop, batch)).toMatchObject({ state: "undone", kept: 0 });
  expect((await byDay()).items).toEqual([]);
}, 300_000);

/** The totals of the three months, and of each code: codes that differ in case only are one. */
function expectCodes(products: Awaited<ReturnType<typeof byProduct>>): void {
  const codes = new Map<string, { units: number; net: number }>();
  for (const [code = "", , , units, , , , net = ""] of expectedOf("by_stock_code")) {
    const key = code.toLowerCase();
    const known = codes.get(key) ?? { units: 0, net: 0 };
    codes.set(key, { units: known.units + Number(units), net: known.net + minorOf(net) });
  }
  const { counts = {}, money_and_units: sums = {} } = EXPECTED ?? {};
  expect(products.length).toBe(counts["distinct_stock_codes_ignoring_case"]);
  expect(products.reduce((sum, { netMinor }) => sum + netMinor, 0)).toBe(
    minorOf(String(sums["net_total_all_rows"])),
  );
  expect(
    sorted(
      products.map((row) => [
        row.product.sku.toLowerCase(),
        (row.unitsSoldMilli - row.unitsReturnedMilli) / 1000,
        row.netMinor,
      ]),
    ),
  ).toEqual(sorted([...codes].map(([code, sum]) => [code, sum.units, sum.net])));
}

test("[I9] Online Retail in the form with US dates and Latin-1 is the same month", async (ctx) => {
  if (FILE_OF_DECEMBER === null) return ctx.skip("the retailer's invoices are not here");
  const days = expectedOf("by_day").filter(([day = ""]) => day < "2011" && isIn(day));
  const total = (of: number) => days.reduce((sum, row) => sum + minorOf(row[of] ?? ""), 0);
  const lines = gunzipSync(readFileSync(FILE_OF_DECEMBER)).toString("latin1").split("\r\n");
  // The first days alone could be read in two orders.
  const rows = IS_LONG ? lines : [...lines.slice(0, total(2) / 100 + 1), lines.at(-2)];
  const file = files.add(Buffer.from(rows.join("\r\n"), "latin1"));
  const batch = await previewFile(shop, files, file);
  expect(batch).toMatchObject({ options: { dateOrder: "mdy" }, rows: { wrong: 0 } });
  expect(batch.pastSales).toMatchObject({ firstDay: "2010-12-01", lastDay: "2010-12-23" });
  if (IS_LONG)
    expect(batch).toMatchObject({ rows: { new: total(2) / 100 }, retailMinor: total(4) });
}, 120_000);
