import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ListMovements, MovementPage } from "@daybook/contract/stock";
import type { Movement } from "@daybook/contract/stock";
import { pieces } from "@daybook/contract/quantity";
import { testEngine } from "@daybook/db/testing";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { adjustment, delivery, transfer, waste } from "../testing/inputs.ts";
import { queryPlan } from "../testing/query-plan.ts";
import { sell, returnGoods, voidIt } from "../testing/trade.ts";
import { adjustStock } from "./adjust-stock.ts";
import { selectMovementPage } from "./movement-page.ts";
import { listMovements } from "./movements.ts";
import { receiveGoods } from "./receive-goods.ts";
import { transferStock } from "./transfer-stock.ts";
import { wasteStock } from "./waste-stock.ts";

type Filter = Readonly<Record<string, unknown>>;

const page = (shop: TestShop, filter: Filter) =>
  shop.read((r) => listMovements(r, ListMovements.parse(filter)));

/** All rows, page by page. */
async function walk(shop: TestShop, filter: Filter, limit: number): Promise<Movement[]> {
  const rows: Movement[] = [];
  let cursor: string | null = null;
  do {
    const next = await page(shop, { ...filter, limit, ...(cursor === null ? {} : { cursor }) });
    expect(MovementPage.parse(next)).toEqual(next);
    rows.push(...next.items);
    cursor = next.nextCursor;
  } while (cursor !== null);
  return rows;
}

/** What was there after each row, added up from the oldest one on. */
function runningSums(rows: readonly Movement[], locationId: string | undefined): number[] {
  const sums: number[] = [];
  let sum = 0;
  for (const { from, to, quantityMilli } of rows.toReversed()) {
    if (locationId === undefined ? from === null : to?.id === locationId) sum += quantityMilli;
    if (locationId === undefined ? to === null : from?.id === locationId) sum -= quantityMilli;
    sums.push(sum);
  }
  return sums.toReversed();
}

const balances = (rows: readonly Movement[]) => rows.map((row) => row.balanceMilli);

describe("the running balance of the ledger", () => {
  test("[L3] is shown after each entry, for the shop and for one location", async () => {
    const shop = await createTestShop()
      .withLocation("Back room")
      .withProduct("MUG", { onHandMilli: pieces(5), costMinor: 1500 });
    await carry(shop, "Shop", 2);
    const sale = await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }]);
    await returnGoods(shop, sale, [{ lineNo: 1, quantityMilli: pieces(1) }]);
    await voidIt(shop, await sell(shop, [{ sku: "MUG", quantityMilli: pieces(3) }]));
    const productId = shop.productId("MUG");
    const rows = await walk(shop, { productId }, 200);
    expect(rows.map((row) => [row.kind, row.unit, row.balanceMilli])).toEqual([
      ["reversal", "each", 5000],
      ["sale", "each", 2000],
      ["return", "each", 5000],
      ["sale", "each", 4000],
      ["transfer", "each", 5000],
      ["opening", "each", 5000],
    ]);
    const inShop = { productId, locationId: shop.locationId() };
    expect(balances(await walk(shop, inShop, 200))).toEqual([3000, 0, 3000, 2000, 3000, 5000]);
    const inBack = { productId, locationId: shop.locationId("Back room") };
    expect(balances(await walk(shop, inBack, 200))).toEqual([2000]);
  });

  test("[L3] is left out if entries between would be missing", async () => {
    const shop = await createTestShop().withProduct("MUG", { onHandMilli: pieces(5) });
    const productId = shop.productId("MUG");
    for (const filter of [{}, { kind: "opening", productId }, { locationId: shop.locationId() }])
      expect(balances((await page(shop, filter)).items)).toEqual([null]);
  });

  test("[L7] is the running sum page by page, and the newest equals the level, whatever was recorded late", async () => {
    const shop = await createTestShop().withLocation("Back room").withProduct("A").withProduct("B");
    const step = fc.record({
      sku: fc.constantFrom("A", "B"),
      place: fc.constantFrom("Shop", "Back room"),
      verb: fc.constantFrom("receive", "waste", "found", "carry"),
      pieces: fc.integer({ min: 1, max: 9 }),
      daysAgo: fc.integer({ min: 0, max: 3 }),
    });
    const life = fc.record({
      steps: fc.array(step, { minLength: 1, maxLength: 12 }),
      limit: fc.integer({ min: 1, max: 7 }),
    });
    await fc.assert(
      fc.asyncProperty(life, async ({ steps, limit }) => {
        for (const wanted of steps) await attempt(shop, wanted);
        await expectRunning(shop, limit);
      }),
      { numRuns: testEngine === "sqlite" ? 15 : 4 },
    );
  });
});

async function expectRunning(shop: TestShop, limit: number): Promise<void> {
  for (const place of [undefined, "Shop", "Back room"]) {
    const locationId = place === undefined ? undefined : shop.locationId(place);
    const filter = { productId: shop.productId("A"), ...(locationId && { locationId }) };
    const rows = await walk(shop, filter, limit);
    const sums = runningSums(rows, locationId);
    expect(balances(rows)).toEqual(sums);
    const levels = await Promise.all(
      ["Shop", "Back room"]
        .filter((name) => place === undefined || name === place)
        .map((name) => shop.level("A", name)),
    );
    const level = levels.reduce((sum, { onHandMilli }) => sum + onHandMilli, 0);
    expect(sums[0] ?? 0).toBe(level);
    const days = { from: "2026-02-28", to: "2026-03-01" };
    const inDays = rows.flatMap((row, index) =>
      row.businessDate >= days.from && row.businessDate <= days.to ? [sums[index]] : [],
    );
    expect(balances(await walk(shop, { ...filter, ...days }, limit))).toEqual(inDays);
  }
}

interface Step {
  readonly sku: string;
  readonly place: string;
  readonly verb: string;
  readonly pieces: number;
  readonly daysAgo: number;
}

/** Does the step or is refused for want of stock; anything else fails the test. */
async function attempt(shop: TestShop, step: Step): Promise<void> {
  const at = shop.at(step.sku, step.place);
  const occurredAt = new Date(shop.clock.now - step.daysAgo * 24 * 3600_000).toISOString();
  const quantityMilli = pieces(step.pieces);
  const other = shop.locationId(step.place === "Shop" ? "Back room" : "Shop");
  const line = { productId: at.productId, quantityMilli };
  const done = shop.write(async (w) => {
    if (step.verb === "receive") {
      const lines = [{ ...line, costMinor: 100 }];
      await receiveGoods(w, delivery({ locationId: at.locationId, lines, occurredAt }));
    }
    if (step.verb === "waste")
      await wasteStock(w, waste({ ...at, quantityMilli, reason: "other", occurredAt }));
    if (step.verb === "found")
      await adjustStock(w, adjustment({ ...at, quantityMilli, reason: "found", occurredAt }));
    if (step.verb === "carry") {
      const ends = { fromLocationId: at.locationId, toLocationId: other };
      await transferStock(w, transfer({ ...ends, lines: [line], occurredAt }));
    }
  });
  await done.catch((error: unknown) =>
    expect(error).toMatchObject({ code: expect.stringMatching(/^insufficient_stock(_then)?$/) }),
  );
}

function carry(shop: TestShop, from: string, count: number) {
  return attempt(shop, { sku: "MUG", place: from, verb: "carry", pieces: count, daysAgo: 0 });
}

test.each([
  ["other", "movement_kind_day (kind=?)"],
  ["sale", "movement_day"],
] as const)(
  "[fault F2] a page of the kind %s does not read other kinds first",
  async (kind, index) => {
    const shop = await createTestShop({ engine: "sqlite" });
    const unfiltered = { hasProduct: false, places: null, hasFrom: false, hasTo: false };
    const shape = { ...unfiltered, kind, hasCursor: false };
    const plan = await shop.read((ctx) => queryPlan(ctx, selectMovementPage(ctx.db, ctx.t, shape)));
    expect(plan[0]).toContain(index);
    expect(plan.filter((step) => step.includes("B-TREE"))).toEqual([]);
  },
);

test("[fault E2] the seller, receipt number and note of a sale are shown only to users who may read sales", async () => {
  const shop = await createTestShop().withProduct("MUG", {
    onHandMilli: pieces(5),
    costMinor: 500,
  });
  const { id } = await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }]);
  const input = ListMovements.parse({});
  const as = async (role: "owner" | "stock_clerk") =>
    (await shop.read((ctx) => listMovements(ctx, input), role)).items;
  const [sold] = await as("owner");
  expect(sold).toMatchObject({ kind: "sale", document: { id, type: "sale" } });
  expect(sold?.document.number).not.toBe("");
  expect(sold?.user?.name).toBe("Olive Owner");
  const [hidden, opening] = await as("stock_clerk");
  expect(hidden).toMatchObject({
    kind: "sale",
    quantityMilli: 1000,
    document: { type: "sale", number: "", note: "" },
    user: null,
  });
  expect(opening?.user).not.toBeNull();
});
