import { expect, onTestFinished, test } from "vitest";
import { CSV_BOM } from "@daybook/contract/csv";
import type { SaleRow, SalesTotals } from "@daybook/contract/sales";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import type { TestShop, TestShopOptions } from "@daybook/core/testing/create-test-shop";
import { sell, returnGoods, voidIt } from "@daybook/core/testing/trade";
import { procedures, restRequest, routeOf, textOf } from "./testing/call.ts";
import { callerAs, contextAs } from "./testing/create-test-caller.ts";

type Input = Record<string, unknown>;
type Row = Readonly<Record<string, string>>;

async function shopOf(options: TestShopOptions = {}): Promise<TestShop> {
  const shop = await createTestShop(options);
  onTestFinished(() => shop.close());
  await shop.addLocation("Shelf", { parentId: shop.locationId() });
  await shop.addLocation("Kiosk");
  await shop.addProduct("MUG", { onHandMilli: pieces(20), costMinor: 10_000 });
  await shop.addProduct("CUP", { onHandMilli: pieces(20), costMinor: 3000, location: "Shelf" });
  return shop;
}

async function fileOf(shop: TestShop, name: string, input: Input = {}): Promise<string> {
  const request = restRequest(contextAs(shop, "owner"), name, { ...input, format: "csv" });
  const answer = await routeOf(name).handle(request);
  expect(answer.status).toBe(200);
  return typeof answer.body === "string" ? answer.body : textOf(answer.body);
}

/** The rows of a file by the names of its columns, each cell as it is written. */
async function rowsOf(shop: TestShop, name: string, input: Input = {}): Promise<Row[]> {
  const [head = [], ...rows] = (await fileOf(shop, name, input))
    .slice(CSV_BOM.length)
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(","));
  const names = head.map((cell) => cell.slice(1, -1));
  return rows.map((cells) =>
    Object.fromEntries(cells.map((cell, index) => [names[index] ?? "", cell])),
  );
}

/** A column added up in units of its last digit, as exact as a spreadsheet would have to be. */
function sumOf(rows: readonly Row[], column: string, decimals: number): number {
  return rows.reduce((sum, row) => {
    const value = Number(row[column]);
    expect(value).not.toBeNaN();
    return sum + Math.round(value * 10 ** decimals);
  }, 0);
}

async function traded(shop: TestShop): Promise<void> {
  const sale = await sell(shop, [{ sku: "MUG", quantityMilli: pieces(2), unitPriceMinor: 500 }]);
  await returnGoods(shop, sale, [{ lineNo: 1, quantityMilli: pieces(1) }]);
  await voidIt(
    shop,
    await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1), unitPriceMinor: 500 }]),
  );
  await sell(shop, [{ sku: "CUP", quantityMilli: pieces(3) }], { location: "Shelf" });
}

test("[fault A10] the totals of an export of sales add up to the takings of the same filter", async () => {
  const shop = await shopOf();
  await traded(shop);
  const filters: Input[] = [
    {},
    { kind: "return" },
    { kind: "void" },
    { status: "voided" },
    { status: "completed" },
    { locationId: shop.locationId() },
    { locationId: shop.locationId("Shelf") },
    { locationId: shop.locationId("Kiosk") },
    { productId: shop.productId("MUG") },
    { search: "s-1" },
    { from: "2030-01-01" },
  ];
  for (const filter of filters) {
    const totals: SalesTotals = await callerAs(shop, "owner").sales.totals(filter);
    const rows = await rowsOf(shop, "sales.list", filter);
    expect({ filter, sum: sumOf(rows, "total", 2) }).toEqual({ filter, sum: totals.takingsMinor });
    const counted = rows.filter(({ kind }) => filter["kind"] === "void" || kind !== '"void"');
    expect(counted).toHaveLength(totals.sales + totals.returns + totals.voided);
  }
  const all = await rowsOf(shop, "sales.list", { productId: shop.productId("MUG") });
  expect(
    all.map((row) => [row["kind"], row["status"], row["total"], row["receipt_total"]]),
  ).toEqual([
    ['"void"', '"completed"', "0.00", "5.00"],
    ['"sale"', '"voided"', "0.00", "5.00"],
    ['"return"', '"completed"', "-5.00", "5.00"],
    ['"sale"', '"completed"', "10.00", "10.00"],
  ]);
});

test("[fault A10] the quantities of an export of movements add up to the stock of the location", async () => {
  const shop = await shopOf();
  await traded(shop);
  const move = (from: string, to: string) =>
    callerAs(shop, "owner").movements.transfer({
      key: newId(),
      fromLocationId: shop.locationId(from),
      toLocationId: shop.locationId(to),
      lines: [{ productId: shop.productId("CUP"), quantityMilli: pieces(4) }],
    });
  await move("Shelf", "Kiosk");
  await move("Shelf", "Shop");
  const cases: [Input, number, string[]][] = [
    [{}, 17, ["0", "0", "-3", "20"]],
    [{ locationId: shop.locationId("Kiosk") }, 4, ["4"]],
    [{ locationId: shop.locationId() }, 13, ["0", "-4", "-3", "20"]],
    [{ locationId: shop.locationId(), inside: "left_out" }, 4, ["4"]],
    [{ locationId: shop.locationId("Shelf") }, 9, ["-4", "-4", "-3", "20"]],
  ];
  for (const [filter, onHand, quantities] of cases) {
    const request = { ...filter, productId: shop.productId("CUP") };
    const rows = await rowsOf(shop, "movements.list", request);
    expect(rows.map((row) => row["quantity"])).toEqual(quantities);
    expect(sumOf(rows, "quantity", 3)).toBe(pieces(onHand));
    expect(rows[0]?.["moved"]).toBe("4");
  }
  const all = await rowsOf(shop, "movements.list");
  const { total } = await callerAs(shop, "owner").reports.valuation({});
  expect(sumOf(all, "cost", 2)).toBe(total.valueMinor);
});

test("[fault A10] times are in the shop's time zone with its offset, next to the business date", async () => {
  const shop = await shopOf({ timeZone: "America/New_York" });
  await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }]);
  const { items } = await callerAs(shop, "owner").sales.list({});
  const [sold]: SaleRow[] = items;
  for (const name of ["sales.list", "movements.list"]) {
    const [row] = await rowsOf(shop, name);
    const written = row?.["occurred_at"] ?? "";
    expect(written).toMatch(/^"2026-03-0\dT\d\d:\d\d:\d\d-05:00"$/);
    expect(Date.parse(written.slice(1, -1))).toBe(Date.parse(sold?.occurredAt ?? ""));
    expect(row?.["business_date"]).toBe(`"${sold?.businessDate}"`);
  }
});

test.each([
  ["GBP", /^-?\d+\.\d\d$/],
  ["KWD", /^-?\d+\.\d{3}$/],
  ["JPY", /^-?\d+$/],
])("[fault G17] every amount of every file has the decimals of %s", async (currency, amount) => {
  const shop = await shopOf({ currency });
  await traded(shop);
  const days = { from: "2026-03-01", to: "2026-03-05" };
  const amounts = new Set(
    "price cost total receipt_total value takings discounts tax revenue cost_of_goods_sold profit net sold_taxed_amount sold_tax returned_taxed_amount returned_tax tax_due".split(
      " ",
    ),
  );
  let seen = 0;
  for (const { name, meta } of procedures) {
    // The cells of an import are those of its file.
    if (meta.rest?.csv === undefined || name === "imports.rows") continue;
    const rows = await rowsOf(shop, name, name.includes("reports.sales") ? days : {});
    for (const row of rows)
      for (const [column, cell] of Object.entries(row)) {
        if (!amounts.has(column)) continue;
        seen++;
        expect(cell, `${name} ${column}`).toMatch(amount);
      }
  }
  expect(seen).toBeGreaterThan(30);
});
