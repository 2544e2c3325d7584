import { asc, eq, gt, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { minor } from "@daybook/contract/money";
import { milli } from "@daybook/contract/quantity";
import type { GetValuation, Valuation } from "@daybook/contract/reports";
import { addDays, startOfBusinessDay } from "../business-time.ts";
import type { ReadCtx } from "../context.ts";
import { decodeCursor, pageOf } from "../cursor.ts";
import { getShop } from "../settings/shop.ts";
import { productRef } from "./product-ref.ts";

/**
 * What the stock is worth at cost, product by product in the order of their SKUs, with the totals of all of them: now,
 * or as it was at the end of a business day. Refuses 400 at `cursor`.
 */
export async function getValuation(ctx: ReadCtx, input: GetValuation): Promise<Valuation> {
  const owned = input.asOf === undefined ? ownedNow(ctx) : await ownedAtEndOf(ctx, input.asOf);
  const after = input.cursor === undefined ? null : decodeCursor(input.cursor, ["string"])[0];
  const rows = await selectPage(ctx, owned, after, input.limit + 1);
  return {
    ...pageOf(
      rows,
      input.limit,
      (row) => ({
        product: productRef(row),
        onHandMilli: row.onHandMilli,
        valueMinor: row.valueMinor,
      }),
      (row) => [row.skuKey],
    ),
    asOf: input.asOf ?? null,
    total: await totalOf(ctx, owned),
  };
}

/** Rows of (product_id, on_hand, value), none of them empty. */
function ownedNow({ t: { stockValue } }: ReadCtx): SQL {
  return sql`(SELECT ${stockValue.productId} AS product_id, ${stockValue.onHandMilli} AS on_hand,
      ${stockValue.valueMinor} AS value_minor
    FROM ${stockValue} WHERE ${stockValue.onHandMilli} <> 0 OR ${stockValue.valueMinor} <> 0)`;
}

/**
 * Takes back from today's stock what the ledger recorded for later days: the day asked for is mostly a recent one, and
 * `verify` proves that stock and ledger agree. A revaluation has no business date, so its clock decides.
 */
async function ownedAtEndOf(ctx: ReadCtx, businessDate: string): Promise<SQL> {
  const { stockValue, movement, revaluation } = ctx.t;
  const dayAfter = startOfBusinessDay(await getShop(ctx), addDays(businessDate, 1));
  return sql`(SELECT part.product_id, sum(part.quantity) AS on_hand, sum(part.cost) AS value_minor FROM (
      SELECT ${stockValue.productId} AS product_id, ${stockValue.onHandMilli} AS quantity, ${stockValue.valueMinor} AS cost
      FROM ${stockValue}
      UNION ALL
      SELECT ${movement.productId}, -${movement.quantityMilli}, -${movement.costMinor} FROM ${movement}
      WHERE ${movement.businessDate} > ${businessDate} AND ${movement.fromLocationId} IS NULL
      UNION ALL
      SELECT ${movement.productId}, ${movement.quantityMilli}, ${movement.costMinor} FROM ${movement}
      WHERE ${movement.businessDate} > ${businessDate} AND ${movement.toLocationId} IS NULL
      UNION ALL
      SELECT ${revaluation.productId}, 0, -${revaluation.deltaMinor} FROM ${revaluation}
      WHERE ${revaluation.recordedAt} >= ${dayAfter}
    ) part
    GROUP BY part.product_id HAVING sum(part.quantity) <> 0 OR sum(part.cost) <> 0)`;
}

function selectPage(ctx: ReadCtx, owned: SQL, after: string | null, limit: number) {
  const { product, stockValue } = ctx.t;
  return ctx.db
    .select({
      id: product.publicId,
      sku: product.sku,
      skuKey: product.skuKey,
      name: product.name,
      onHandMilli: sql`owned.on_hand`.mapWith(stockValue.onHandMilli),
      valueMinor: sql`owned.value_minor`.mapWith(stockValue.valueMinor),
    })
    .from(product)
    .innerJoin(sql`${owned} owned`, eq(sql`owned.product_id`, product.id))
    .where(after === null ? undefined : gt(product.skuKey, after))
    .orderBy(asc(product.skuKey))
    .limit(limit);
}

async function totalOf(ctx: ReadCtx, owned: SQL): Promise<Valuation["total"]> {
  const { stockValue } = ctx.t;
  const [total] = await ctx.db
    .select({
      products: sql`count(*)`.mapWith(Number),
      onHandMilli: sql`coalesce(sum(owned.on_hand), 0)`.mapWith(stockValue.onHandMilli),
      valueMinor: sql`coalesce(sum(owned.value_minor), 0)`.mapWith(stockValue.valueMinor),
    })
    .from(sql`${owned} owned`);
  return {
    products: total?.products ?? 0,
    onHandMilli: total?.onHandMilli ?? milli(0),
    valueMinor: total?.valueMinor ?? minor(0),
  };
}
