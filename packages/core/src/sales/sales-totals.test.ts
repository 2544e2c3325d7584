import { beforeAll, describe, expect, test } from "vitest";
import { CreateCustomer } from "@daybook/contract/customers";
import { pieces } from "@daybook/contract/quantity";
import { GetSalesByDay } from "@daybook/contract/reports";
import { GetSalesTotals, ListSales, SalesTotals } from "@daybook/contract/sales";
import type { Sale, SaleRow } from "@daybook/contract/sales";
import { CreateUser } from "@daybook/contract/users";
import { newId } from "@daybook/contract/uuid";
import type { Actor } from "../context/context.ts";
import { createCustomer } from "../customers/customers.ts";
import { getSalesByDay } from "../reports/sales-by-day.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { cart } from "../testing/inputs.ts";
import { SeededRandom } from "../sample/seeded-random.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { sell, returnGoods, voidIt } from "../testing/trade.ts";
import { createUser } from "../users/users.ts";
import { getUserRow } from "../users/user-rows.ts";
import { ringUpSale } from "./ring-up-sale.ts";
import { getSale, listSales } from "./sales.ts";
import { getSalesTotals } from "./sales-totals.ts";

type Filter = Readonly<Record<string, unknown>>;

const totals = (shop: TestShop, filter: Filter) =>
  shop.read((r) => getSalesTotals(r, GetSalesTotals.parse(filter)));

async function rowsOf(shop: TestShop, filter: Filter): Promise<SaleRow[]> {
  const rows: SaleRow[] = [];
  let cursor: string | null = null;
  do {
    const input = ListSales.parse({ ...filter, limit: 30, ...(cursor === null ? {} : { cursor }) });
    const page = await shop.read((r) => listSales(r, input));
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

/** What the rows of the list come to, added up from the documents themselves. */
async function addedUp(
  shop: TestShop,
  filter: Filter,
  documents: ReadonlyMap<string, Sale>,
): Promise<SalesTotals> {
  const sums = { sales: 0, returns: 0, voided: 0, takingsMinor: 0, unitsMilli: 0 };
  for (const row of await rowsOf(shop, filter)) {
    if (row.status === "voided" || filter["kind"] === "void") sums.voided++;
    if (row.status === "voided" || row.kind === "void") continue;
    const sign = row.kind === "sale" ? 1 : -1;
    sums[row.kind === "sale" ? "sales" : "returns"]++;
    sums.takingsMinor += sign * row.totalMinor;
    for (const line of documents.get(row.id)?.lines ?? []) {
      if (filter["productId"] !== undefined && line.productId !== filter["productId"]) continue;
      sums.unitsMilli += sign * line.quantityMilli;
    }
  }
  return SalesTotals.parse(sums);
}

/** Four days of sales, returns and voids in two places, for customers and by two people. */
async function tradedShop() {
  const shop = await createTestShop()
    .withLocation("Kiosk")
    .withProduct("MUG", { onHandMilli: pieces(200) })
    .withProduct("CUP", { onHandMilli: pieces(200), location: "Kiosk" })
    .withProduct("WRAP", { input: { kind: "service" } });
  const customer = await shop.write((w) =>
    createCustomer(w, CreateCustomer.parse({ key: newId(), name: "Carla" })),
  );
  const cashier = await addCashier(shop);
  const random = new SeededRandom(7);
  const sold: Sale[] = [];
  for (let n = 0; n < 30; n++) {
    shop.advance(random.upTo(200) * 60_000);
    const [sku, location] = random.pick([
      ["MUG", "Shop"],
      ["CUP", "Kiosk"],
      ["WRAP", "Shop"],
    ] as const);
    const lines = [{ sku, quantityMilli: pieces(random.upTo(4)) }];
    if (random.oneIn(3)) lines.push({ sku: "WRAP", quantityMilli: pieces(1) });
    const sale = random.oneIn(4)
      ? await sellAs(shop, cashier, customer.id, sku, location)
      : await sell(shop, lines, { location });
    if (random.oneIn(5)) await voidIt(shop, sale);
    else sold.push(sale);
    if (random.oneIn(3)) {
      const [origin] = sold.splice(random.upTo(sold.length) - 1, 1);
      if (origin === undefined) continue;
      await returnGoods(shop, origin, [{ lineNo: 1, quantityMilli: pieces(1) }]);
    }
  }
  return { shop, customerId: customer.id, userId: cashier.publicId };
}

async function addCashier(shop: TestShop): Promise<Actor> {
  const input = CreateUser.parse({
    key: newId(),
    login: "cash",
    name: "Cara",
    password: "nine yellow bicycles",
    roles: ["cashier"],
  });
  const user = await shop.write((w) => createUser(w, input, "no password"));
  const row = await shop.read((r) => getUserRow(r, user.id));
  return { ...shop.as("cashier").actor, userId: row.id, publicId: user.id, name: user.name };
}

function sellAs(shop: TestShop, actor: Actor, customerId: string, sku: string, location: string) {
  const input = cart({
    locationId: shop.locationId(location),
    customerId,
    lines: [{ productId: shop.productId(sku), quantityMilli: pieces(2) }],
    expectedTotalMinor: 2000,
  });
  return shop.work.write({ actor, requestId: "test" }, (w) => ringUpSale(w, input));
}

describe("the totals of a list of sales", () => {
  // Nothing here changes the shop, so that all may look at one.
  let traded: Awaited<ReturnType<typeof tradedShop>>;
  beforeAll(async () => {
    traded = await tradedShop();
  });

  test("[RP1] are those of its rows, with any filter", async () => {
    const { shop, customerId, userId } = traded;
    const filters: Filter[] = [
      {},
      { from: "2026-03-03", to: "2026-03-04" },
      { from: "2026-03-03" },
      { to: "2026-03-03" },
      { locationId: shop.locationId("Kiosk") },
      { locationId: shop.locationId(), from: "2026-03-04" },
      { kind: "return" },
      { kind: "sale", status: "completed" },
      { status: "voided" },
      { kind: "void" },
      { kind: "void", productId: shop.productId("MUG") },
      { customerId },
      { userId, to: "2026-03-04" },
      { productId: shop.productId("WRAP") },
      { search: "s-1" },
      { search: "S-12", locationId: shop.locationId() },
      { from: "2030-01-01" },
    ];
    const documents = new Map<string, Sale>();
    for (const { id } of await rowsOf(shop, {}))
      documents.set(id, await shop.read((r) => getSale(r, { id })));
    for (const filter of filters)
      expect({ filter, totals: await totals(shop, filter) }).toEqual({
        filter,
        totals: await addedUp(shop, filter, documents),
      });
    const all = await totals(shop, {});
    expect(SalesTotals.parse(all)).toEqual(all);
    expect(Math.min(all.sales, all.returns, all.voided)).toBeGreaterThan(0);
    expect((await totals(shop, { userId })).sales).toBeGreaterThan(0);
  });

  test("[RP1] are those of the report for the same days and location", async () => {
    const { shop } = traded;
    for (const place of [{}, { locationId: shop.locationId("Kiosk") }]) {
      for (const days of [
        { from: "2026-03-02", to: "2026-03-06" },
        { from: "2026-03-03", to: "2026-03-03" },
      ]) {
        const { total } = await shop.read((r) =>
          getSalesByDay(r, GetSalesByDay.parse({ ...days, ...place })),
        );
        expect(await totals(shop, { ...days, ...place })).toMatchObject({
          sales: total.receipts,
          returns: total.returns,
          takingsMinor: total.takingsMinor,
          unitsMilli: total.unitsMilli,
        });
      }
    }
  });

  test("unknown locations, customers, products and users are refused at their fields", async () => {
    const { shop } = traded;
    for (const field of ["locationId", "customerId", "productId", "userId"])
      await expectRefusal(totals(shop, { [field]: newId() }), "not_found", field);
  });
});

test("a receipt is found by its number as typed and as scanned", async () => {
  const shop = await createTestShop().withProduct("MUG", { onHandMilli: pieces(50) });
  for (let n = 0; n < 21; n++) await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }]);
  const found = async (search: string) =>
    (await rowsOf(shop, { search })).map((row) => row.receiptNumber).toReversed();
  for (const typed of ["S-21", "s-21", "s21", "S 21", "21", " S-21 "])
    expect(await found(typed)).toEqual(["S-21"]);
  expect(await found("S-2")).toEqual(["S-2", "S-20", "S-21"]);
  expect(await found("2")).toEqual(["S-2"]);
  for (const nothing of ["S-99", "%", "_", "-"]) expect(await found(nothing)).toEqual([]);
});
