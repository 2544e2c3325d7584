import { createHash } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { isValidGtin } from "@daybook/contract/gtin";
import { createTestDatabase } from "@daybook/db/testing";
import type { ReadTx } from "@daybook/db/types";
import { businessTime } from "@daybook/contract/business-time";
import { systemActor } from "../context/context.ts";
import { listDrawers } from "../drawers/drawers.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { getSettings } from "../settings/settings.ts";
import { createUnitOfWork } from "../writes/unit-of-work.ts";
import type { UnitOfWork } from "../writes/unit-of-work.ts";
import { buildSampleShop } from "./build-sample-shop.ts";
import type { SampleOptions } from "./build-sample-shop.ts";
import { planGoods } from "./sample-product.ts";
import type { SampleFigures } from "./sample-figures.ts";
import { PLAIN_STYLE, readSampleDay, SAMPLE_DAYS } from "./sample-style.ts";
import type { SampleStyle } from "./sample-style.ts";

/** A Monday afternoon. */
const NOW = Date.parse("2026-03-02T15:20:00Z");
const asSystem = { actor: systemActor(0, new Set()), requestId: "test" };

interface Built {
  readonly work: UnitOfWork;
  readonly figures: SampleFigures;
}

async function build(options: Partial<SampleOptions> = {}): Promise<Built> {
  const store = await createTestDatabase("sqlite");
  const { now = NOW } = options;
  const figures = await buildSampleShop(store, { now, style: PLAIN_STYLE, ...options });
  return { work: createUnitOfWork({ store, clock: () => now }), figures };
}

const isClean = ({ work }: Built) =>
  work.snapshot(asSystem, async (ctx) => (await verifyDatabase(ctx, () => NOW)).clean);

/** All records without their ids: two builds that differ in one piece or one penny differ here. */
function digestOf({ work }: Built): Promise<string> {
  return work.read(asSystem, async ({ db, t }) => {
    const movements = await db
      .select({
        sku: t.product.sku,
        kind: t.movement.kind,
        from: t.movement.fromLocationId,
        to: t.movement.toLocationId,
        quantityMilli: t.movement.quantityMilli,
        costMinor: t.movement.costMinor,
        occurredAt: t.movement.occurredAt,
      })
      .from(t.movement)
      .innerJoin(t.product, eq(t.product.id, t.movement.productId))
      .orderBy(asc(t.movement.id));
    const days = await db.select().from(t.productDaily);
    const tenders = await db.select().from(t.tenderDaily);
    return createHash("sha256")
      .update(JSON.stringify([movements, days, tenders]))
      .digest("hex");
  });
}

const booksIdOf = ({ work }: Built) =>
  work.read(asSystem, async (ctx) => (await getSettings(ctx)).booksId);

let built: Built;
const rows = <T>(fn: (tx: ReadTx) => Promise<T>): Promise<T> => built.work.read(asSystem, fn);

beforeAll(async () => {
  built = await build();
});

test("[O7] the sample shop has three hundred products, three locations and ninety days of sales", async () => {
  const { figures } = built;
  expect(figures.products).toBeGreaterThan(280);
  expect(figures.customers).toBeGreaterThanOrEqual(25);
  expect(figures.trade.receipts).toBeGreaterThan(1500);
  expect([figures.from, figures.to]).toEqual(["2025-12-02", "2026-03-02"]);
  const places = await rows(({ db, t }) => db.select({ name: t.location.name }).from(t.location));
  expect(places.map(({ name }) => name)).toEqual(["Shop", "Store room", "Market stall"]);
  const days = await rows(({ db, t }) =>
    db.selectDistinct({ day: t.salesDaily.businessDate }).from(t.salesDaily),
  );
  expect(days).toHaveLength(SAMPLE_DAYS + 1);
});

test("[O7] two sales are parked at the counter", async () => {
  const parked = await rows(({ db, t }) => db.select().from(t.parkedSale));
  expect(parked.map(({ name, lines, outcome }) => ({ name, lines, outcome }))).toEqual([
    { name: "Back for the purse", lines: 3, outcome: null },
    { name: "", lines: 2, outcome: null },
  ]);
});

test("[O7] [F9] two business customers have an invoice", async () => {
  const invoices = await rows(({ db, t }) => db.select().from(t.saleInvoice));
  expect(invoices.map(({ seq, buyerName }) => [seq, buyerName])).toEqual([
    [1, "The Corner Café"],
    [2, "St Brannock's Primary School"],
  ]);
});

test("[O7] it passes every check of verify", async () => {
  expect(await isClean(built)).toBe(true);
});

test("[O7] the same day gives the same figures, and another day others", async () => {
  const days = 8;
  const [one, other] = [await build({ days }), await build({ days })];
  const digest = await digestOf(one);
  expect(await digestOf(other)).toBe(digest);
  // They are two shops all the same: what a device keeps of one is nothing of the other.
  expect(await booksIdOf(one)).not.toBe(await booksIdOf(other));
  expect(await digestOf(await build({ days, now: NOW + 24 * 3600_000 }))).not.toBe(digest);
});

test("[O7] it has the transactions of a real shop: cards and cash, discounts, returns, a voided sale, waste, counts, receipts", async () => {
  const kinds = await rows(({ db, t }) =>
    db.selectDistinct({ kind: t.movement.kind }).from(t.movement),
  );
  expect(new Set(kinds.map(({ kind }) => kind))).toEqual(
    new Set(["opening", "receive", "sale", "return", "transfer", "waste", "adjust", "reversal"]),
  );
  const tenders = await rows(({ db, t }) =>
    db.selectDistinct({ tender: t.payment.tender }).from(t.payment),
  );
  expect(tenders.map(({ tender }) => tender).toSorted()).toEqual(["card", "cash", "other"]);
  const sellers = await rows(({ db, t }) => db.selectDistinct({ id: t.sale.userId }).from(t.sale));
  expect(sellers.length).toBeGreaterThanOrEqual(4);
  expect(built.figures.trade.discountMinor).toBeGreaterThan(0);
  expect(built.figures.trade.returns).toBeGreaterThan(30);
});

test("[O7] some products are low and some are out of stock", async () => {
  const alerts = await rows(({ db, t }) =>
    db.select({ severity: t.alert.severity }).from(t.alert).where(eq(t.alert.status, "active")),
  );
  const out = alerts.filter(({ severity }) => severity === "out").length;
  expect(out).toBeGreaterThanOrEqual(2);
  expect(alerts.length - out).toBeGreaterThanOrEqual(8);
  expect(alerts.length).toBeLessThan(60);
});

test("[O7] [M7] its drawers are closed every evening with a numbered report, and today's is open", async () => {
  const found = await rows(({ db, t }) =>
    db.select().from(t.closing).orderBy(asc(t.closing.number)),
  );
  expect(found.map(({ number }) => number)).toEqual(found.map((_, index) => index + 1));
  // One of the shop each day, and one of the stall each Saturday.
  expect(found).toHaveLength(SAMPLE_DAYS + 13);
  const different = found.filter(({ differenceMinor }) => differenceMinor !== 0);
  expect(different.length).toBeGreaterThan(4);
  expect(different.filter(({ reason }) => reason === "")).toEqual([]);
  const entries = await rows(({ db, t }) =>
    db.selectDistinct({ kind: t.cashEntry.kind }).from(t.cashEntry),
  );
  expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(["pay_out", "drop", "deposit"]));
  const { items } = await built.work.read(asSystem, (ctx) => listDrawers(ctx));
  expect(items.map(({ name, session }) => [name, session === null])).toEqual([
    ["Counter", false],
    ["Cash box of the stall", true],
  ]);
});

test("[O7] nothing happens after the time it was built, nor at night", async () => {
  const sales = await rows(({ db, t }) => db.select({ at: t.sale.occurredAt }).from(t.sale));
  expect(Math.max(...sales.map(({ at }) => at))).toBeLessThanOrEqual(NOW);
  const hours = sales.map(
    ({ at }) => businessTime({ timeZone: "UTC", dayCutoffMinutes: 0 }, at).hour,
  );
  expect(Math.min(...hours)).toBe(9);
  expect(Math.max(...hours)).toBeLessThanOrEqual(18);
});

test("[O7] it stores the day it was built", async () => {
  expect(await built.work.store.read(readSampleDay)).toBe("2026-03-02");
});

test("[O7] its barcodes are valid and belong to no real product", async () => {
  const goods = planGoods(2);
  const codes = goods.flatMap(({ barcode }) => (barcode === null ? [] : [barcode]));
  expect(codes.filter((code) => !isValidGtin(code) || !code.startsWith("952"))).toEqual([]);
  expect(new Set(codes).size).toBe(codes.length);
  expect(new Set(goods.map(({ name }) => name)).size).toBe(goods.length);
});

describe("[O7] with the settings of another shop", () => {
  test.each<[string, Partial<SampleStyle>]>([
    [
      "a currency without minor units",
      { currency: "JPY", timeZone: "Asia/Tokyo", taxPpm: 100_000 },
    ],
    ["a currency with three decimals", { currency: "KWD", timeZone: "Asia/Kuwait", taxPpm: 0 }],
    [
      "prices without tax, rounded once",
      { currency: "USD", pricesIncludeTax: false, taxRounding: "total", taxPpm: 82_500 },
    ],
    ["a change of the clocks in between", { timeZone: "America/Santiago" }],
  ])("%s", async (_name, style) => {
    const now = Date.parse("2026-04-20T22:10:00Z");
    const other = await build({ now, style: { ...PLAIN_STYLE, ...style }, days: 15 });
    expect(other.figures.trade.receipts).toBeGreaterThan(200);
    expect(await isClean(other)).toBe(true);
  });
});

test("[O7] before opening time the day has no sale yet", async () => {
  const early = await build({ now: Date.parse("2026-03-02T05:00:00Z"), days: 2 });
  expect(early.figures.trade.receipts).toBeGreaterThan(0);
  const days = await early.work.read(asSystem, ({ db, t }) =>
    db.select().from(t.salesDaily).where(eq(t.salesDaily.businessDate, "2026-03-02")),
  );
  expect(days).toEqual([]);
});
