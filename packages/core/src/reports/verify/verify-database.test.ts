import { and, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { minor } from "@daybook/contract/money";
import { newId } from "@daybook/contract/uuid";
import { CARD, OTHER } from "@daybook/contract/tenders";
import { milli, pieces } from "@daybook/contract/quantity";
import type { WriteCtx } from "../../context/context.ts";
import { createTestShop } from "../../testing/create-test-shop.ts";
import type { TestShop } from "../../testing/create-test-shop.ts";
import { DRAWER_BREAKS } from "../../testing/drawer-breaks.ts";
import { EXCHANGE_BREAKS } from "../../testing/exchange-breaks.ts";
import { INVOICE_BREAKS } from "../../testing/invoice-breaks.ts";
import { PARKED_BREAKS } from "../../testing/parked-breaks.ts";
import { PAST_SALE_BREAKS } from "../../testing/past-sale-breaks.ts";
import { tamper } from "../../testing/tamper.ts";
import { tradingShop } from "../../testing/trading-shop.ts";
import type { Trading } from "../../testing/trading-shop.ts";
import { verifyDatabase } from "./verify-database.ts";

const verify = (shop: TestShop) =>
  shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx));

const ALL =
  "V1 V2 V3 V4 V7 V10 V11 V12 V13 V14 V15 V20 V21 V22 V23 V25 V26 V27 V28 V29 V30 V31 V32 V34 V36 V37 DF1 DF2 DF3 DF4 DF5 DF6".split(
    " ",
  );

/** label-prices.test.ts sells by labels with prices, and finds a wrong one. */
const ELSEWHERE: ReadonlySet<string> = new Set(["V36"]);

test("[L7] a correct database passes, and every check looked at something", async () => {
  const { shop } = await tradingShop();
  const report = await verify(shop);
  expect(report.checks.filter((check) => check.mismatches > 0)).toEqual([]);
  expect(report.clean).toBe(true);
  expect(report.checks.map((check) => check.id)).toEqual(ALL);
  const looked = report.checks.filter(({ id }) => !ELSEWHERE.has(id));
  expect(looked.filter((check) => check.checked === 0)).toEqual([]);
});

test("[L7] the database of a shop without sales passes", async () => {
  const report = await verify(await createTestShop());
  expect(report.checks.filter((check) => check.mismatches > 0)).toEqual([]);
});

interface Break {
  readonly id: string;
  readonly what: string;
  readonly change: (ctx: WriteCtx, shop: Trading) => Promise<unknown>;
  readonly example: RegExp;
}

const saleRow = (ctx: WriteCtx, publicId: string) =>
  sql`(SELECT id FROM ${ctx.t.sale} WHERE public_id = ${publicId})`;
const productRow = (ctx: WriteCtx, sku: string) =>
  sql`(SELECT id FROM ${ctx.t.product} WHERE sku = ${sku})`;

const BREAKS: readonly Break[] = [
  {
    id: "V1",
    what: "a piece moved between two locations without a movement",
    example: /^MUG in Back room: stock is 5, must be 4$/,
    change: async ({ db, t }) => {
      const at = (
        name: string,
      ) => sql`${t.stockLevel.locationId} = (SELECT id FROM ${t.location} WHERE name = ${name})
        AND ${t.stockLevel.productId} = (SELECT id FROM ${t.product} WHERE sku = 'MUG')`;
      await db
        .update(t.stockLevel)
        .set({ onHandMilli: sql`${t.stockLevel.onHandMilli} + 1000` })
        .where(at("Back room"));
      await db
        .update(t.stockLevel)
        .set({ onHandMilli: sql`${t.stockLevel.onHandMilli} - 1000` })
        .where(at("Shop"));
    },
  },
  {
    id: "V2",
    what: "a total quantity that differs from the locations",
    example: /^MUG: stock owned is 99, must be 19$/,
    change: (ctx) =>
      ctx.db
        .update(ctx.t.stockValue)
        .set({ onHandMilli: pieces(99) })
        .where(eq(ctx.t.stockValue.productId, productRow(ctx, "MUG"))),
  },
  {
    id: "V3",
    what: "a value without a movement",
    example: /^TEA: value is 0\.01, must be \d/,
    change: (ctx) =>
      ctx.db
        .update(ctx.t.stockValue)
        .set({ valueMinor: minor(1) })
        .where(eq(ctx.t.stockValue.productId, productRow(ctx, "TEA"))),
  },
  {
    id: "V4",
    what: "an opening recorded as waste",
    example: /^TEA in 2026-03: change of stock is /,
    change: async (ctx) => {
      await ctx.db
        .update(ctx.t.stockDocument)
        .set({ kind: "waste" })
        .where(
          sql`id IN (SELECT doc_id FROM movement WHERE kind = 'opening' AND product_id = ${productRow(ctx, "TEA")})`,
        );
      await ctx.db
        .update(ctx.t.movement)
        .set({ kind: "waste", reason: "other" })
        .where(
          and(
            eq(ctx.t.movement.kind, "opening"),
            eq(ctx.t.movement.productId, productRow(ctx, "TEA")),
          ),
        );
    },
  },
  {
    id: "V7",
    what: "stock of a tracked product without a lot",
    example: /^TEA, no lot: stock in this lot is /,
    change: (ctx) =>
      ctx.db.update(ctx.t.product).set({ tracking: "lot" }).where(eq(ctx.t.product.sku, "TEA")),
  },
  {
    id: "V10",
    what: "a tax rate with another amount than its line",
    example: /^S-\d+ line 1: tax of all rates is /,
    change: async (ctx, { small }) => {
      const { saleLineTax, saleLine, taxDaily } = ctx.t;
      await ctx.db
        .update(saleLineTax)
        .set({ taxMinor: sql`${saleLineTax.taxMinor} + 1` })
        .where(
          sql`${saleLineTax.lineId} IN (SELECT id FROM ${saleLine} WHERE sale_id = ${saleRow(ctx, small.id)})`,
        );
      // The figures agree with it, so only the line is wrong.
      await ctx.db
        .update(taxDaily)
        .set({ taxMinor: sql`${taxDaily.taxMinor} + 1` })
        .where(eq(taxDaily.kind, "sale"));
    },
  },
  {
    id: "V11",
    what: "a payment assigned to another sale",
    example: /^S-\d+: money kept is /,
    change: (ctx, { small, mid }) =>
      ctx.db
        .update(ctx.t.payment)
        .set({ saleId: saleRow(ctx, mid.id) })
        .where(eq(ctx.t.payment.saleId, saleRow(ctx, small.id))),
  },
  {
    id: "V12",
    what: "a return of two pieces of a sale of one",
    example: /^S-\d+ line 1, MUG: quantity returned is 2, must be at most 1$/,
    change: async (ctx, { small, back }) => {
      const { sale, saleLine } = ctx.t;
      const line = sql`(SELECT id FROM ${saleLine} WHERE sale_id = ${saleRow(ctx, small.id)})`;
      await ctx.db
        .update(saleLine)
        .set({ originLineId: line })
        .where(eq(saleLine.saleId, saleRow(ctx, back.id)));
      await ctx.db
        .update(sale)
        .set({ originSaleId: saleRow(ctx, small.id) })
        .where(eq(sale.publicId, back.id));
    },
  },
  {
    id: "V13",
    what: "a refund that references a smaller payment",
    example: /^S-\d+, Card: money refunded is 20\.00, must be at most 10\.00$/,
    change: (ctx, { small, back }) =>
      ctx.db
        .update(ctx.t.payment)
        .set({
          refundOf: sql`(SELECT id FROM ${ctx.t.payment} WHERE sale_id = ${saleRow(ctx, small.id)})`,
        })
        .where(eq(ctx.t.payment.saleId, saleRow(ctx, back.id))),
  },
  {
    id: "V14",
    what: "a movement for a line that the receipt does not have",
    example: /^S-\d+ line \d+, MUG: goods moved is /,
    change: (ctx, { small }) =>
      ctx.db
        .update(ctx.t.movement)
        .set({ lineNo: 9 })
        .where(
          and(eq(ctx.t.movement.docType, "sale"), eq(ctx.t.movement.docId, saleRow(ctx, small.id))),
        ),
  },
  {
    id: "V15",
    what: "a pay-out that is larger than when the drawer was counted",
    example:
      /^closing 1: expected cash is 54\.99, must be 55\.00$|^closing 1: expected cash is 55\.00, must be 54\.99$/,
    change: ({ db, t }) =>
      db
        .update(t.cashEntry)
        .set({ amountMinor: sql`${t.cashEntry.amountMinor} + 1` })
        .where(eq(t.cashEntry.id, 1)),
  },
  {
    id: "V20",
    what: "low stock whose alert was closed directly in the database",
    example: /^MUG in the whole shop: number of open alerts is 0, must be 1$/,
    change: (ctx) => ctx.db.update(ctx.t.alert).set({ status: "resolved" }),
  },
  {
    id: "V21",
    what: "a missing last receipt",
    example: /^Server: number of receipts is 13, must be 14$/,
    change: ({ db, t }) => db.update(t.device).set({ lastSeq: sql`${t.device.lastSeq} + 1` }),
  },
  {
    id: "V22",
    what: "a void that reversed the goods of another sale",
    example: /^movement \d+ of TEA: /,
    change: (ctx, { big }) =>
      ctx.db
        .update(ctx.t.movement)
        .set({
          reverses: sql`(SELECT id FROM ${ctx.t.movement} WHERE doc_type = 'sale'
            AND doc_id = ${saleRow(ctx, big.id)} AND line_no = 2)`,
        })
        .where(eq(ctx.t.movement.kind, "reversal")),
  },
  {
    id: "V23",
    what: "a goods receipt dated in another month",
    example: /^movement \d+ of MUG: documents of its day is 0, must be 1$/,
    change: (ctx) =>
      ctx.db
        .update(ctx.t.movement)
        .set({ businessDate: "2026-01-15" })
        .where(
          and(
            eq(ctx.t.movement.kind, "opening"),
            eq(ctx.t.movement.productId, productRow(ctx, "MUG")),
          ),
        ),
  },
  {
    id: "V25",
    what: "a void with another amount in a line than its sale",
    example: /^S-8: repeated lines is 0, must be 1$/,
    change: ({ db, t }) =>
      db
        .update(t.saleLine)
        .set({ unitPriceMinor: sql`${t.saleLine.unitPriceMinor} + 1` })
        .where(sql`sale_id IN (SELECT id FROM ${t.sale} WHERE kind = 'void')`),
  },
  {
    id: "V26",
    what: "a missing last event of a till",
    example: /^Server: number of events is \d+, must be 99$/,
    change: ({ db, t }) => db.update(t.device).set({ lastEventSeq: 99 }),
  },
  {
    id: "V27",
    what: "a session that does not begin with what the one before left",
    example: /^Counter, session 2: cash left by the previous closing is 39\.99, must be 40\.00$/,
    change: ({ db, t }) =>
      db
        .update(t.drawerSession)
        .set({ leftMinor: sql`${t.drawerSession.leftMinor} - 1` })
        .where(eq(t.drawerSession.id, 2)),
  },
  {
    id: "V28",
    what: "a closing report that was changed",
    example: /^closing 1: its hash does not cover its report$/,
    change: ({ db, t }) =>
      db
        .update(t.closing)
        .set({ body: sql`replace(${t.closing.body}, 'Counter', 'Kiosk')` })
        .where(eq(t.closing.number, 1)),
  },
  {
    id: "V29",
    what: "a correction without payments",
    example: /^S-9-C2: payments is 0, must be 2$/,
    change: ({ db, t, now }) =>
      db.insert(t.tenderCorrection).values({
        publicId: newId(now),
        key: newId(now),
        number: "S-9-C2",
        saleId: 9,
        reason: "Nothing was moved",
        userId: 1,
        userName: "Olive Owner",
        deviceId: null,
        recordedAt: now,
      }),
  },
  ...DRAWER_BREAKS,
  ...EXCHANGE_BREAKS,
  ...PARKED_BREAKS,
  ...INVOICE_BREAKS,
  {
    id: "DF1",
    what: "a daily figure that is wrong by a penny",
    example: /^2026-03-02, 10 h, Shop, sale: revenue is /,
    change: ({ db, t }) =>
      db.update(t.salesDaily).set({ netMinor: sql`${t.salesDaily.netMinor} + 1` }),
  },
  {
    id: "DF2",
    what: "a missing day of a product",
    example: /^TEA on 2026-03-02, sale: units is 0, must be 5$/,
    change: (ctx) =>
      ctx.db
        .delete(ctx.t.productDaily)
        .where(eq(ctx.t.productDaily.productId, productRow(ctx, "TEA"))),
  },
  {
    id: "DF3",
    what: "a tender with a penny more than was paid",
    example: /^Card on 2026-03-02 at Server, sale: money is 30\.01, must be 30\.00$/,
    change: ({ db, t }) =>
      db
        .update(t.tenderDaily)
        .set({ amountMinor: sql`${t.tenderDaily.amountMinor} + 1` })
        .where(eq(t.tenderDaily.tender, CARD)),
  },
  {
    id: "DF4",
    what: "a tax rate with a penny more than was charged",
    example: /^VAT on 2026-03-02, sale: tax is \d+\.\d\d, must be \d+\.\d\d$/,
    change: ({ db, t }) => db.update(t.taxDaily).set({ taxMinor: sql`${t.taxDaily.taxMinor} + 1` }),
  },
  ...PAST_SALE_BREAKS,
];

for (const { id, what, change, example } of BREAKS) {
  test(`[L7] ${id} finds ${what}, and names it`, async () => {
    const trading = await tradingShop();
    await tamper(trading.shop, (ctx) => change(ctx, trading));
    const report = await verify(trading.shop);
    expect(report.clean).toBe(false);
    const broken = report.checks.filter((check) => check.mismatches > 0);
    expect(broken.map((check) => check.id)).toEqual([id]);
    expect(broken[0]?.examples).toContainEqual(expect.stringMatching(example));
  });
}

test("[L7] every check has a test that breaks it", () => {
  expect(BREAKS.map(({ id }) => id)).toEqual(ALL.filter((id) => !ELSEWHERE.has(id)));
});

test("[L7] a product, level or figure missing from the ledger is found in the other direction too", async () => {
  const { shop } = await tradingShop();
  await tamper(shop, async (ctx) => {
    const { db, t } = ctx;
    const [place] = await db
      .select({ id: t.location.id })
      .from(t.location)
      .where(eq(t.location.name, "Back room"));
    const [tea] = await db
      .select({ id: t.product.id })
      .from(t.product)
      .where(eq(t.product.sku, "TEA"));
    await db.insert(t.stockLevel).values({
      productId: tea?.id ?? 0,
      locationId: place?.id ?? 0,
      lotId: 0,
      onHandMilli: milli(5),
    });
    await db.insert(t.tenderDaily).values({
      businessDate: "2026-01-01",
      deviceId: 1,
      tender: OTHER,
      kind: "sale",
      amountMinor: minor(5),
    });
  });
  const { checks } = await verify(shop);
  const examples = checks.flatMap((check) => check.examples);
  expect(examples).toContain("TEA in Back room: stock is 0.005, must be 0");
  expect(examples).toContain("Other on 2026-01-01 at Server, sale: money is 0.05, must be 0.00");
});

test("[L7] at most twenty examples are listed for many mismatches", async () => {
  const shop = await createTestShop();
  for (let n = 0; n < 25; n++)
    await shop.addProduct(`P${n}`, { onHandMilli: pieces(1), costMinor: 100 });
  await tamper(shop, ({ db, t }) => db.update(t.stockValue).set({ valueMinor: minor(1) }));
  const v3 = (await verify(shop)).checks.find((check) => check.id === "V3");
  expect(v3).toMatchObject({ checked: 25, mismatches: 25 });
  expect(v3?.examples).toHaveLength(20);
});
