import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { minor } from "@daybook/contract/money";
import { CARD } from "@daybook/contract/tenders";
import { pieces } from "@daybook/contract/quantity";
import type { WriteCtx } from "../../context/context.ts";
import { tamper } from "../../testing/tamper.ts";
import { tradingShop } from "../../testing/trading-shop.ts";
import type { Trading } from "../../testing/trading-shop.ts";
import { verifyDatabase } from "./verify-database.ts";

interface Change {
  readonly what: string;
  readonly found: RegExp;
  readonly change: (ctx: WriteCtx, shop: Trading) => Promise<unknown>;
}

const ofSale = ({ t }: WriteCtx, { id }: { readonly id: string }) =>
  sql`sale_id = (SELECT id FROM ${t.sale} WHERE public_id = ${id})`;

const CHANGES: readonly Change[] = [
  {
    what: "a loss recorded as waste",
    found: /^V23 movement \d+ of TEA: documents of its kind is 0, must be 1$/,
    change: ({ db, t }) =>
      db
        .update(t.movement)
        .set({ kind: "waste" })
        .where(sql`kind = 'adjust' AND to_location_id IS NULL`),
  },
  {
    what: "a movement whose document is missing",
    found: /^V23 movement \d+ of MUG: documents of its kind is 0, must be 1$/,
    change: ({ db, t }) => db.delete(t.stockDocument).where(sql`kind = 'transfer'`),
  },
  {
    what: "a document with an earlier date than its movements",
    found: /^V23 movement \d+ of TEA: documents of its day is 0, must be 1$/,
    change: ({ db, t }) =>
      db
        .update(t.stockDocument)
        .set({ businessDate: "2026-01-31" })
        .where(sql`kind = 'adjust'`),
  },
  {
    what: "movements of a sale dated on a later day",
    found: /^V23 movement \d+ of MUG: documents of its day is 0, must be 1$/,
    change: ({ db, t }) =>
      db
        .update(t.movement)
        .set({ businessDate: "2026-03-03" })
        .where(sql`kind = 'sale'`),
  },
  {
    what: "a document with another time than its movements",
    found: /^V23 movement \d+ of MUG: documents of its moment is 0, must be 1$/,
    change: ({ db, t }, { small }) =>
      db
        .update(t.sale)
        .set({ occurredAt: sql`occurred_at - 60000` })
        .where(sql`public_id = ${small.id}`),
  },
  {
    what: "a movement with another time of the same day",
    found: /^V23 movement \d+ of MUG: documents of its moment is 0, must be 1$/,
    change: ({ db, t }) =>
      db
        .update(t.movement)
        .set({ occurredAt: sql`occurred_at + 1` })
        .where(sql`kind = 'transfer'`),
  },
  {
    what: "two lines with exchanged amounts before discount",
    found: /^V10 S-1 line 1: price times quantity is 30\.00, must be 31\.00$/,
    change: async (ctx, { big }) => {
      for (const [line, by] of [
        [1, 100],
        [2, -100],
      ])
        await ctx.db
          .update(ctx.t.saleLine)
          .set({ grossMinor: sql`gross_minor + ${by}` })
          .where(sql`${ofSale(ctx, big)} AND line_no = ${line}`);
    },
  },
  {
    what: "a discount that reduced no amount",
    found: /^V10 S-2 line 1: net, tax and discount is 11\.00, must be 10\.00$/,
    change: async (ctx, { small }) => {
      const { sale, saleLine } = ctx.t;
      await ctx.db
        .update(saleLine)
        .set({ discountMinor: minor(100) })
        .where(ofSale(ctx, small));
      await ctx.db
        .update(sale)
        .set({ discountMinor: minor(100) })
        .where(eq(sale.publicId, small.id));
    },
  },
  {
    what: "a price that does not match the amount",
    found: /^V10 S-2 line 1: price times quantity is 0\.01, must be 10\.00$/,
    change: (ctx, { small }) =>
      ctx.db
        .update(ctx.t.saleLine)
        .set({ unitPriceMinor: minor(1) })
        .where(ofSale(ctx, small)),
  },
  {
    what: "a quantity of the price that does not match the amount",
    found: /^V10 S-2 line 1: price times quantity is 5\.00, must be 10\.00$/,
    change: (ctx, { small }) =>
      ctx.db
        .update(ctx.t.saleLine)
        .set({ basisMilli: pieces(2) })
        .where(ofSale(ctx, small)),
  },
  {
    what: "a receipt with another tax rate than the shop had",
    found: /^V10 S-2 line 1: tax rate in parts per million is 50000, must be 200000$/,
    change: (ctx, { small }) =>
      ctx.db
        .update(ctx.t.saleLineTax)
        .set({ ppm: 50_000 })
        .where(
          sql`line_id = (SELECT id FROM ${ctx.t.saleLine} WHERE ${ofSale(ctx, small)} AND line_no = 1)`,
        ),
  },
  {
    what: "a tax with another amount as its base",
    found: /^V10 S-2 line 1: amount that is taxed is 0\.01, must be 8\.33$/,
    change: ({ db, t }) => db.update(t.saleLineTax).set({ baseMinor: minor(1) }),
  },
  {
    what: "a payment of another kind than its method",
    found: /^V11 S-2: payments of the kind of their method is 0, must be 1$/,
    change: (ctx, { small }) =>
      ctx.db.update(ctx.t.payment).set({ tenderKind: "voucher" }).where(ofSale(ctx, small)),
  },
  {
    what: "a void refunded with another tender than the payment",
    found: /^V11 S-8: payments that are taken back is 0, must be 1$/,
    change: ({ db, t }) =>
      db
        .update(t.payment)
        .set({ tender: CARD })
        .where(sql`voids IS NOT NULL`),
  },
  {
    what: "a void that references the payment of another sale",
    found: /^V11 S-8: payments that are taken back is 0, must be 1$/,
    change: (ctx, { small }) =>
      ctx.db
        .update(ctx.t.payment)
        .set({ voids: sql`(SELECT id FROM ${ctx.t.payment} WHERE ${ofSale(ctx, small)})` })
        .where(sql`voids IS NOT NULL`),
  },
  {
    what: "a return without the sold line",
    found:
      /^V12 S-6 line 1, MUG: sold line of the same product and sale behind it is 0, must be 1$/,
    change: (ctx, { back }) =>
      ctx.db.update(ctx.t.saleLine).set({ originLineId: null }).where(ofSale(ctx, back)),
  },
  {
    what: "a receipt with another number than its till assigned",
    found: /^V21 S-7777: number that its till gave it is 0, must be 2$/,
    change: ({ db, t }, { small }) =>
      db
        .update(t.sale)
        .set({ receiptNumber: "S-7777" })
        .where(sql`public_id = ${small.id}`),
  },
];

for (const { what, found, change } of CHANGES) {
  test(`[fault F4] verification finds ${what}`, async () => {
    const trading = await tradingShop();
    await tamper(trading.shop, (ctx) => change(ctx, trading));
    const { checks } = await trading.shop.work.snapshot(trading.shop.as("owner"), (ctx) =>
      verifyDatabase(ctx),
    );
    const examples = checks.flatMap(({ id, examples: of }) => of.map((one) => `${id} ${one}`));
    expect(examples).toContainEqual(expect.stringMatching(found));
  });
}
