import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { minor } from "@daybook/contract/money";
import { milli } from "@daybook/contract/quantity";
import type { GetValuation, Valuation } from "@daybook/contract/reports";
import { addDays, startOfBusinessDay } from "@daybook/contract/business-time";
import type { ReadCtx } from "../context/context.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";
import { getShop } from "../settings/shop.ts";
import { shownSum } from "../sums/shown-sum.ts";
import { productRef } from "./product-ref.ts";

type Total = Valuation["total"];

/** The end of the business day of the report: its date, and the first instant after it. */
interface EndOfDay {
  readonly businessDate: string;
  readonly dayAfter: number;
}

/**
 * The value of stock at cost, by product in the order of their SKUs, with the totals of all products: now, or at the
 * end of a business day. Later pages repeat the totals of the first. Refuses 400 at `cursor`.
 */
export async function getValuation(ctx: ReadCtx, input: GetValuation): Promise<Valuation> {
  const end = input.asOf === undefined ? null : await endOf(ctx, input.asOf);
  const before = input.cursor === undefined ? null : readCursor(input.cursor);
  const total = before?.total ?? (await totalOf(ctx, end));
  const rows = await selectPage(ctx, end, before?.skuKey ?? null, input.limit + 1);
  return {
    ...pageOf(
      rows,
      input.limit,
      (row) => ({
        product: productRef(row),
        onHandMilli: row.onHandMilli,
        valueMinor: row.valueMinor,
      }),
      (row) => [row.skuKey, total.products, total.onHandMilli, total.valueMinor],
    ),
    asOf: input.asOf ?? null,
    total,
  };
}

/** Totals of a past day need all later movements, so the cursor contains them instead of calculating them again. */
function readCursor(cursor: string): { skuKey: string; total: Total } {
  const [skuKey, products, onHand, value] = decodeCursor(cursor, [
    "string",
    "number",
    "number",
    "number",
  ]);
  return { skuKey, total: { products, onHandMilli: milli(onHand), valueMinor: minor(value) } };
}

async function endOf(ctx: ReadCtx, businessDate: string): Promise<EndOfDay> {
  return {
    businessDate,
    dayAfter: startOfBusinessDay(await getShop(ctx), addDays(businessDate, 1)),
  };
}

/**
 * Past stock is today's stock minus the ledger entries of later days: the day is usually a recent one, and `verify`
 * checks that stock and ledger agree. A revaluation has no business date, so its time decides. Both return the later
 * entries as rows of (product_id, quantity, cost).
 */
function laterMovements({ t: { movement } }: ReadCtx, { businessDate }: EndOfDay): SQL {
  const sign = sql`CASE WHEN ${movement.fromLocationId} IS NULL THEN 1 ELSE -1 END`;
  return sql`SELECT ${movement.productId} AS product_id, ${movement.quantityMilli} * ${sign} AS quantity,
      ${movement.costMinor} * ${sign} AS cost FROM ${movement}
    WHERE ${movement.businessDate} > ${businessDate}
      AND (${movement.fromLocationId} IS NULL OR ${movement.toLocationId} IS NULL)`;
}

function laterRevaluations({ t: { revaluation } }: ReadCtx, { dayAfter }: EndOfDay): SQL {
  return sql`SELECT ${revaluation.productId} AS product_id, 0 AS quantity, ${revaluation.deltaMinor} AS cost
    FROM ${revaluation} WHERE ${revaluation.recordedAt} >= ${dayAfter}`;
}

/** Iterates over the products in order and reads the later entries of the returned products only. */
function selectPage(ctx: ReadCtx, end: EndOfDay | null, after: string | null, limit: number) {
  const { product, stockValue, movement, revaluation } = ctx.t;
  const later = (column: "quantity" | "cost"): SQL => {
    if (end === null) return sql`0`;
    const sum = sql`coalesce(sum(later.${sql.identifier(column)}), 0)`;
    const moved = sql`(SELECT ${sum} FROM (${laterMovements(ctx, end)}
      AND ${movement.productId} = ${product.id}) later)`;
    const revalued = sql`(SELECT ${sum} FROM (${laterRevaluations(ctx, end)}
      AND ${revaluation.productId} = ${product.id}) later)`;
    return sql`(${moved} + ${revalued})`;
  };
  const onHand = sql`(coalesce(${stockValue.onHandMilli}, 0) - ${later("quantity")})`;
  const value = sql`(coalesce(${stockValue.valueMinor}, 0) - ${later("cost")})`;
  return ctx.db
    .select({
      id: product.publicId,
      sku: product.sku,
      skuKey: product.skuKey,
      name: product.name,
      onHandMilli: onHand.mapWith(shownSum(stockValue.onHandMilli)),
      valueMinor: value.mapWith(shownSum(stockValue.valueMinor)),
    })
    .from(product)
    .leftJoin(stockValue, eq(stockValue.productId, product.id))
    .where(
      and(
        sql`(${onHand} <> 0 OR ${value} <> 0)`,
        after === null ? undefined : gt(product.skuKey, after),
      ),
    )
    .orderBy(asc(product.skuKey))
    .limit(limit);
}

async function totalOf(ctx: ReadCtx, end: EndOfDay | null): Promise<Total> {
  const { stockValue } = ctx.t;
  const now = sql`SELECT ${stockValue.productId} AS product_id, ${stockValue.onHandMilli} AS quantity,
    ${stockValue.valueMinor} AS cost FROM ${stockValue}`;
  const parts =
    end === null
      ? now
      : sql`${now}
        UNION ALL SELECT product_id, -quantity, -cost FROM (${laterMovements(ctx, end)}) moved
        UNION ALL SELECT product_id, -quantity, -cost FROM (${laterRevaluations(ctx, end)}) revalued`;
  const owned = sql`(SELECT sum(part.quantity) AS on_hand, sum(part.cost) AS value_minor FROM (${parts}) part
    GROUP BY part.product_id HAVING sum(part.quantity) <> 0 OR sum(part.cost) <> 0) owned`;
  const [total] = await ctx.db
    .select({
      products: sql`count(*)`.mapWith(Number),
      onHandMilli: sql`coalesce(sum(owned.on_hand), 0)`.mapWith(shownSum(stockValue.onHandMilli)),
      valueMinor: sql`coalesce(sum(owned.value_minor), 0)`.mapWith(shownSum(stockValue.valueMinor)),
    })
    .from(owned);
  return {
    products: total?.products ?? 0,
    onHandMilli: total?.onHandMilli ?? milli(0),
    valueMinor: total?.valueMinor ?? minor(0),
  };
}
