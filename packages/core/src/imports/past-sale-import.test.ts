import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { FIELD_HEADINGS } from "@daybook/contract/import-fields";
import { EditImportRow, ListImportRows } from "@daybook/contract/imports";
import { ListPastSales } from "@daybook/contract/past-sales";
import { pieces } from "@daybook/contract/quantity";
import {
  GetDashboard,
  GetSalesByDay,
  GetSalesByProduct,
  ListAudit,
} from "@daybook/contract/reports";
import { newId } from "@daybook/contract/uuid";
import { getPastSale, listPastSales } from "../past-sales/past-sales.ts";
import { listAudit } from "../reports/audit.ts";
import { getDashboard } from "../reports/dashboard.ts";
import { getGrandTotals } from "../reports/grand-totals.ts";
import { getSalesByDay } from "../reports/sales-by-day.ts";
import { getSalesByProduct } from "../reports/sales-by-product.ts";
import { getSalesByTax } from "../reports/sales-by-tax.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { commitFile, FilesInMemory, previewFile, undoFile } from "../testing/import-files.ts";
import { sell } from "../testing/trade.ts";
import { editImportRow, getImport, listImportRows, setImportDates } from "./imports.ts";
import { readIntoPreview } from "./run-import.ts";
import { recognise } from "./sources/recognise.ts";

const HEAD = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
const FILE = [
  HEAD,
  "536365,MUG,Blue mug,6,2025-12-01 08:26:00,2.55,17850.0,United Kingdom",
  "536365,71053,White lantern,2,2025-12-01 08:27:00,3.39,17850.0,United Kingdom",
  "536365,71053,White lantern,2,2025-12-01 08:27:00,3.39,17850.0,United Kingdom",
  "C536379,D,Discount,-1,2025-12-02 09:41:00,27.50,14527.0,United Kingdom",
  "536414,22139,,56,2025-12-02 11:52:00,0,,United Kingdom",
].join("\n");
const RANGE = { from: "2025-12-01", to: "2025-12-31" };

let shop: TestShop;
let files: FilesInMemory;

beforeEach(async () => {
  shop = await createTestShop().withProduct("MUG", { onHandMilli: pieces(5), costMinor: 500 });
  files = new FilesInMemory();
  onTestFinished(() => shop.close());
});

const preview = (text = FILE, options = {}) =>
  previewFile(shop, files, files.add(text), { options });

const byDay = (pastSales: "with" | "without" = "with", range = RANGE) =>
  shop.read((ctx) => getSalesByDay(ctx, GetSalesByDay.parse({ ...range, pastSales })));

async function byProduct(pastSales: "with" | "without" = "with", range = RANGE, limit = 200) {
  const items = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const input = GetSalesByProduct.parse({ ...range, pastSales, limit, cursor });
    const page = await shop.read((ctx) => getSalesByProduct(ctx, input));
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

async function rowsOf(id: string) {
  const input = ListImportRows.parse({ id, limit: 200 });
  return (await shop.read((ctx) => listImportRows(ctx, input))).items;
}

/** What must stay as it is: stock, taxes, grand totals, the day's own figures and the list of past sales. */
function stateOf(): Promise<string> {
  return shop.read(async (ctx) =>
    JSON.stringify([
      await getDashboard(ctx, GetDashboard.parse({ day: "2025-12-02" })),
      await getSalesByDay(ctx, GetSalesByDay.parse(RANGE)),
      await getSalesByProduct(ctx, GetSalesByProduct.parse(RANGE)),
      await getSalesByTax(ctx, RANGE),
      await getGrandTotals(ctx, { by: "ever" }),
      await listPastSales(ctx, ListPastSales.parse({})),
    ]),
  );
}

async function failedChecks(): Promise<string[]> {
  const { checks } = await shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx));
  return checks.filter(({ mismatches }) => mismatches > 0).flatMap(({ examples }) => examples);
}

test("[I9] a preview of past sales counts sales, returns, unknown products and money", async () => {
  const before = await stateOf();
  const batch = await preview();
  expect(batch).toMatchObject({
    kind: "past_sales",
    source: "online_retail",
    options: { dateOrder: "ymd" },
    rows: { new: 5, wrong: 0 },
    retailMinor: 1530 + 2 * 678 - 2750,
    pastSales: {
      sales: 3,
      returns: 1,
      unknownProducts: 4,
      firstDay: "2025-12-01",
      lastDay: "2025-12-02",
    },
  });
  const [mug, lantern] = await rowsOf(batch.id);
  expect(mug?.problems).toEqual([]);
  expect(lantern).toMatchObject({
    after: { date: "2025-12-01 08:27", amount: "6.78", customer: "17850" },
    problems: [{ field: "sku", code: "product_unknown" }],
  });
  expect(await stateOf()).toBe(before);
});

test("[I9] past sales are in the reports, and move no stock, cash, tax or grand total", async () => {
  await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }]);
  const untouched = () =>
    shop.read(async (ctx) => [
      await getSalesByTax(ctx, { from: "2000-01-01", to: "2100-01-01" }),
      await getGrandTotals(ctx, { by: "ever" }),
      (await shop.level("MUG")).onHandMilli,
      await ctx.db.$count(ctx.t.sale),
      await ctx.db.$count(ctx.t.salesDaily),
      await ctx.db.$count(ctx.t.movement),
      await ctx.db.$count(ctx.t.ledgerSeal),
    ]);
  const before = await untouched();
  expect(await commitFile(shop, await preview())).toMatchObject({ state: "done", failed: 0 });
  expect(await untouched()).toEqual(before);
  const { items, total } = await byDay();
  expect(
    items.map((day) => [day.businessDate, day.takingsMinor, day.receipts, day.returns]),
  ).toEqual([
    ["2025-12-01", 2886, 1, 0],
    ["2025-12-02", -2750, 1, 1],
  ]);
  expect(total).toMatchObject({
    revenueMinor: 136,
    pastMinor: 136,
    pastSales: 3,
    profitMinor: 0,
    marginPpm: null,
    unitsMilli: pieces(65),
  });
  expect((await byDay("without")).items).toEqual([]);
  const products = await byProduct();
  expect(
    products.map(({ product, netMinor, pastMinor }) => [
      product.id === null,
      product.sku,
      netMinor,
      pastMinor,
    ]),
  ).toEqual([
    [false, "MUG", 1530, 1530],
    [true, "71053", 1356, 1356],
    [true, "22139", 0, 0],
    [true, "D", -2750, -2750],
  ]);
  expect(await byProduct("with", RANGE, 1)).toEqual(products);
  expect(await byProduct("without")).toEqual([]);
  const dashboard = await shop.read((ctx) => getDashboard(ctx, { day: "2025-12-01" }));
  expect(dashboard.byHour).toEqual([{ hour: 8, takingsMinor: 2886, receipts: 1 }]);
  expect(dashboard.topProducts.map(({ product }) => product.sku)).toEqual(["MUG"]);
  expect(await failedChecks()).toEqual([]);
});

test("[I9] past sales are undone and imported again; the state is as before, byte by byte, and the audit log has both", async () => {
  const before = await stateOf();
  const first = await commitFile(shop, await preview());
  const imported = JSON.parse(await stateOf());
  expect(await undoFile(shop, first)).toMatchObject({ state: "undone", kept: 0 });
  expect(await stateOf()).toBe(before);
  const again = await commitFile(shop, await preview());
  expect(again).toMatchObject({ state: "done" });
  expect(JSON.parse(await stateOf()).slice(0, 5)).toEqual(imported.slice(0, 5));
  expect(await preview()).toMatchObject({ rows: { new: 0, unchanged: 5 } });
  await undoFile(shop, again);
  expect(await stateOf()).toBe(before);
  expect(await failedChecks()).toEqual([]);
  const audit = await shop.read((ctx) =>
    listAudit(ctx, ListAudit.parse({ entity: "import", entityId: first.id })),
  );
  expect(audit.items.map(({ action }) => action)).toEqual([
    "imports.undo",
    "imports.commit",
    "imports.start",
  ]);
});

test("[I9] a second file of the same sales adds only what is missing, and says so", async () => {
  await commitFile(shop, await preview(FILE.split("\n").slice(0, 3).join("\n")));
  const batch = await preview();
  expect(batch.rows).toMatchObject({ new: 3, unchanged: 2 });
  const [, , third] = await rowsOf(batch.id);
  expect(third?.problems.map(({ code }) => code)).toEqual(["product_unknown", "past_sale_grows"]);
  await commitFile(shop, batch);
  const page = await shop.read((ctx) =>
    listPastSales(ctx, ListPastSales.parse({ search: "5363" })),
  );
  expect(page.items).toMatchObject([{ number: "536365", lines: 3, totalMinor: 2886 }]);
  const id = page.items[0]?.id;
  if (id === undefined) throw new Error("The sale is missing");
  const sale = await shop.read((ctx) => getPastSale(ctx, { id }));
  expect(sale.items.map(({ sku, amountMinor }) => [sku, amountMinor])).toEqual([
    ["MUG", 1530],
    ["71053", 678],
    ["71053", 678],
  ]);
  expect(sale.customer).toEqual({ id: null, name: "17850" });
});

test("[I9] wrong cells have their reasons, and a row is corrected in place", async () => {
  const batch = await preview(
    [
      HEAD,
      "1,A,Tea,x,2025-13-01,1,,",
      ",,,1,2025-12-01 10:00,abc,,",
      "2,A,Tea,1,2999-01-01,1,,",
    ].join("\n"),
  );
  const rows = await rowsOf(batch.id);
  expect(
    rows.map(({ problems }) => problems.map(({ field, code }) => `${field}: ${code}`)),
  ).toEqual([
    ["quantity: quantity_not_exact", "date: not_a_date"],
    ["name: required", "number: required", "price: not_valid"],
    ["date: date_in_future"],
  ]);
  const cells = [
    { field: "quantity", text: "2" },
    { field: "date", text: "2025-12-01" },
  ];
  const input = EditImportRow.parse({ key: newId(), id: batch.id, row: 2, cells });
  expect(await shop.write((ctx) => editImportRow(ctx, input))).toMatchObject({ state: "new" });
  expect(await shop.read((ctx) => getImport(ctx, batch))).toMatchObject({
    rows: { new: 1, wrong: 2 },
    retailMinor: 200,
    pastSales: { sales: 1, firstDay: "2025-12-01" },
  });
  expect(await commitFile(shop, batch, true)).toMatchObject({ state: "done", failed: 2 });
});

describe("[I9] the order of dates", () => {
  const withDates = (...dates: string[]) =>
    [HEAD, ...dates.map((date, at) => `${at + 1},A,Tea,1,${date},1,,`)].join("\n");

  test.for([
    ["12/1/2010 8:26", "12/13/2010 9:00", "mdy", "2010-12-01"],
    ["1/12/2010 8:26", "13/12/2010 9:00", "dmy", "2010-12-01"],
    ["01.12.2010", "13.12.2010 14:05", "dmy", "2010-12-01"],
    ["2010-12-01T08:26:00Z", "2010-12-13", "ymd", "2010-12-01"],
    ["12/1/10 8:26 PM", "12/13/10 9:00 am", "mdy", "2010-12-01"],
  ] as const)("of %s and %s is %s", async ([first, second, order, day]) => {
    const batch = await preview(withDates(first, second));
    expect(batch).toMatchObject({
      options: { dateOrder: order },
      rows: { new: 2 },
      pastSales: { firstDay: day, lastDay: "2010-12-13" },
    });
  });

  test("that can be both is asked for, once for the file", async () => {
    const batch = await preview(withDates("12/1/2010 8:26", "11/10/2010 9:00"));
    expect(batch).toMatchObject({ options: { dateOrder: "detect" }, rows: { new: 0, wrong: 2 } });
    const [row] = await rowsOf(batch.id);
    expect(row?.problems).toMatchObject([{ field: "date", code: "date_ambiguous" }]);
    await shop.write((ctx) =>
      setImportDates(ctx, { key: newId(), id: batch.id, dateOrder: "dmy" }),
    );
    await readIntoPreview(shop.work, shop.as("owner"), batch.id, files.reader);
    expect(await shop.read((ctx) => getImport(ctx, batch))).toMatchObject({
      state: "preview",
      options: { dateOrder: "dmy" },
      rows: { new: 2, wrong: 0 },
      pastSales: { firstDay: "2010-01-12", lastDay: "2010-10-11" },
    });
  });
});

test("[I9] a file of failed rows is recognized by the columns that it fills", () => {
  const headings = ["row", ...new Set(Object.values(FIELD_HEADINGS)), "reason"];
  const kindOf = (filled: Readonly<Record<string, string>>) =>
    recognise(headings, { locations: new Map(), taxes: new Map() }, [
      headings.map((heading) => filled[heading] ?? ""),
    ]);
  expect(kindOf({ number: "A-1", date: "x", sku: "MUG", price: "2" })).toMatchObject({
    source: "daybook",
    kind: "past_sales",
  });
  expect(kindOf({ sku: "MUG", name: "Mug", price: "x" }).kind).toBe("products");
  expect(kindOf({ name: "Ada", phone: "1", tax_number: "2" }).kind).toBe("customers");
});

test("[I9] two locations may have the same numbers, and each is found again", async () => {
  await shop.addLocation("Second shop");
  const second = { locationId: shop.locationId("Second shop") };
  expect(await commitFile(shop, await preview())).toMatchObject({ state: "done" });
  const other = await preview(FILE, second);
  expect(other).toMatchObject({ rows: { new: 5, unchanged: 0 } });
  expect(await commitFile(shop, other)).toMatchObject({ state: "done" });
  expect(await preview(FILE, second)).toMatchObject({ rows: { new: 0, unchanged: 5 } });
  expect(await failedChecks()).toEqual([]);
});
