import { and, asc, desc, eq, gte, lte, sql } from "drizzle-orm";
import { shownMinor } from "@daybook/contract/money";
import type { GetSalesByProduct, SalesByProduct } from "@daybook/contract/reports";
import type { ReadCtx } from "../context/context.ts";
import { shownCost } from "../context/shown-cost.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";
import { isInside } from "../trees/is-inside.ts";
import { shownSum } from "../sums/shown-sum.ts";
import { sumOf } from "./figures.ts";
import { placeOf } from "./place.ts";
import { productRef } from "./product-ref.ts";

/**
 * Sales minus returns per product, best first: by revenue or by units. Money in minor units, units in thousandths.
 * Refuses 404 `not_found` at `locationId`, 400 at `cursor`.
 */
export async function getSalesByProduct(
  ctx: ReadCtx,
  input: GetSalesByProduct,
): Promise<SalesByProduct> {
  const { product } = ctx.t;
  const sums = await sumsOf(ctx, input);
  const ranked = input.sort === "revenue" ? sums.netMinor : sums.unitsMilli;
  const after =
    input.cursor === undefined ? null : decodeCursor(input.cursor, ["number", "string"]);
  const rows = await ctx.db
    .select({
      id: product.publicId,
      sku: product.sku,
      skuKey: product.skuKey,
      name: product.name,
      unitsSoldMilli: sums.unitsSoldMilli,
      unitsReturnedMilli: sums.unitsReturnedMilli,
      unitsMilli: sums.unitsMilli,
      netMinor: sums.netMinor,
      taxMinor: sums.taxMinor,
      discountMinor: sums.discountMinor,
      costMinor: sums.costMinor,
    })
    .from(sums)
    .innerJoin(product, eq(product.id, sums.productId))
    .where(
      after === null
        ? undefined
        : sql`(${ranked} < ${after[0]} OR (${ranked} = ${after[0]} AND ${product.skuKey} > ${after[1]}))`,
    )
    .orderBy(desc(ranked), asc(product.skuKey))
    .limit(input.limit + 1);
  return pageOf(
    rows,
    input.limit,
    (row) => ({
      product: productRef(row),
      unitsSoldMilli: row.unitsSoldMilli,
      unitsReturnedMilli: row.unitsReturnedMilli,
      netMinor: row.netMinor,
      taxMinor: row.taxMinor,
      discountMinor: row.discountMinor,
      costMinor: shownCost(ctx, row.costMinor),
      profitMinor: shownCost(ctx, shownMinor(row.netMinor - row.costMinor)),
    }),
    (row) => [input.sort === "revenue" ? row.netMinor : row.unitsMilli, row.skuKey],
  );
}

/** One row per product with sales in these days: rows that a voided sale left at zero are omitted. */
async function sumsOf(ctx: ReadCtx, input: GetSalesByProduct) {
  const { productDaily } = ctx.t;
  const { place } = await placeOf(ctx, input.locationId);
  return ctx.db
    .select({
      productId: productDaily.productId,
      unitsSoldMilli: sumOf(productDaily.unitsSoldMilli).as("units_sold"),
      unitsReturnedMilli: sumOf(productDaily.unitsReturnedMilli).as("units_returned"),
      unitsMilli: sql`sum(${productDaily.unitsSoldMilli} - ${productDaily.unitsReturnedMilli})`
        .mapWith(shownSum(productDaily.unitsSoldMilli))
        .as("units"),
      netMinor: sumOf(productDaily.netMinor).as("net"),
      taxMinor: sumOf(productDaily.taxMinor).as("tax"),
      discountMinor: sumOf(productDaily.discountMinor).as("discount"),
      costMinor: sumOf(productDaily.costMinor).as("cost"),
    })
    .from(productDaily)
    .where(
      and(
        gte(productDaily.businessDate, input.from),
        lte(productDaily.businessDate, input.to),
        place === 0 ? undefined : isInside(ctx.t, productDaily.locationId, place),
      ),
    )
    .groupBy(productDaily.productId)
    .having(sql`sum(${productDaily.unitsSoldMilli} + ${productDaily.unitsReturnedMilli}) > 0`)
    .as("sums");
}
