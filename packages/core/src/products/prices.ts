import { and, desc, eq, sql } from "drizzle-orm";
import type { Minor } from "@daybook/contract/money";
import type { ListPrices, PricePage } from "@daybook/contract/products";
import { ZERO_MILLI } from "@daybook/contract/quantity";
import type { Milli } from "@daybook/contract/quantity";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";
import { BASE_PRICE_LIST_ID } from "./base-price-list.ts";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";
import { assert } from "../errors/domain-error.ts";
import { isoInstant } from "../context/instants.ts";
import { getProductRow } from "./product-rows.ts";

/** `amountMinor` is the price of `basisMilli` of the product. */
export interface Price {
  readonly amountMinor: Minor;
  readonly basisMilli: Milli;
}

const statements = prepared((db, t) => {
  const latest = (upTo: ReturnType<typeof sql> | undefined) =>
    db
      .select({
        amountMinor: t.price.amountMinor,
        basisMilli: t.price.basisMilli,
        validFrom: t.price.validFrom,
      })
      .from(t.price)
      .where(
        and(
          eq(t.price.productId, sql.placeholder("productId")),
          eq(t.price.unitId, 0),
          eq(t.price.listId, BASE_PRICE_LIST_ID),
          eq(t.price.minQuantityMilli, ZERO_MILLI),
          upTo,
        ),
      )
      .orderBy(desc(t.price.validFrom))
      .limit(1)
      .prepare();
  return {
    latest: latest(undefined),
    at: latest(sql`${t.price.validFrom} <= ${sql.placeholder("at")}`),
  };
});

const inserting = prepared((db, t) =>
  db
    .insert(t.price)
    .values({
      productId: sql.placeholder("productId"),
      unitId: 0,
      listId: BASE_PRICE_LIST_ID,
      amountMinor: sql.placeholder("amountMinor"),
      basisMilli: sql.placeholder("basisMilli"),
      minQuantityMilli: ZERO_MILLI,
      validFrom: sql.placeholder("validFrom"),
      createdBy: sql.placeholder("createdBy"),
    })
    .prepare(),
);

/** The list price at `at` (UTC milliseconds); before the first price, the first price. */
export async function getPrice(tx: ReadTx, productId: number, at: number): Promise<Price> {
  const [row] = await statements(tx).at.execute({ productId, at });
  const price = row ?? (await getLatestPrice(tx, productId));
  return { amountMinor: price.amountMinor, basisMilli: price.basisMilli };
}

/** The latest price. It may start a moment from now: two changes cannot start in the same millisecond. */
export async function getLatestPrice(
  tx: ReadTx,
  productId: number,
): Promise<Price & { validFrom: number }> {
  const [row] = await statements(tx).latest.execute({ productId });
  assert(row !== undefined, "a product is created together with its first price");
  return row;
}

/** Inserts a product's first price, valid from now on. */
export async function insertPrice(ctx: WriteCtx, productId: number, price: Price): Promise<void> {
  await insert(ctx, productId, price, ctx.now);
}

/** Inserts a new price unless it equals the latest one; old prices are kept. Returns whether the price changed. */
export async function changePrice(
  ctx: WriteCtx,
  productId: number,
  price: Price,
): Promise<boolean> {
  const last = await getLatestPrice(ctx, productId);
  if (last.amountMinor === price.amountMinor && last.basisMilli === price.basisMilli) return false;
  await insert(ctx, productId, price, Math.max(ctx.now, last.validFrom + 1));
  return true;
}

async function insert(
  ctx: WriteCtx,
  productId: number,
  price: Price,
  validFrom: number,
): Promise<void> {
  await inserting(ctx).execute({
    productId,
    amountMinor: price.amountMinor,
    basisMilli: price.basisMilli,
    validFrom,
    createdBy: ctx.actor.userId,
  });
}

/**
 * The price history of a product, newest first, with the users who changed it. Refuses 404 `not_found` at `productId`.
 */
export async function listPrices(ctx: ReadCtx, input: ListPrices): Promise<PricePage> {
  const { price, appUser } = ctx.t;
  const product = await getProductRow(ctx, input.productId, "productId");
  const [before] = input.cursor === undefined ? [] : decodeCursor(input.cursor, ["number"]);
  const rows = await ctx.db
    .select({
      amountMinor: price.amountMinor,
      basisMilli: price.basisMilli,
      validFrom: price.validFrom,
      userId: appUser.publicId,
      userName: appUser.name,
    })
    .from(price)
    .innerJoin(appUser, eq(appUser.id, price.createdBy))
    .where(
      and(
        eq(price.productId, product.id),
        eq(price.unitId, 0),
        eq(price.listId, BASE_PRICE_LIST_ID),
        eq(price.minQuantityMilli, ZERO_MILLI),
        before === undefined ? undefined : sql`${price.validFrom} < ${before}`,
      ),
    )
    .orderBy(desc(price.validFrom))
    .limit(input.limit + 1);
  return pageOf(
    rows,
    input.limit,
    ({ amountMinor, basisMilli, validFrom, userId, userName }) => ({
      amountMinor,
      basisMilli,
      validFrom: isoInstant(validFrom),
      setBy: { id: userId, name: userName },
    }),
    (row) => [row.validFrom],
  );
}
