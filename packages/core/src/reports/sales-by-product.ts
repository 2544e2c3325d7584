import { and, asc, desc, eq, gte, lte, sql } from "drizzle-orm";
import { shownMinor } from "@daybook/contract/money";
import type { GetSalesByProduct, SalesByProduct } from "@daybook/contract/reports";
import type { ReadCtx } from "../context/context.ts";
import { shownCost } from "../context/shown-cost.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";
import { isInside } from "../trees/is-inside.ts";
import { netSum, returnedSum, soldSum } from "../sums/sums-by-kind.ts";
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

/** One row per product with sales in these days: products whose only sale was voided are omitted. */
async function sumsOf(ctx: ReadCtx, input: GetSalesByProduct) {
  const { productDaily } = ctx.t;
  const { kind } = productDaily;
  const { place } = await placeOf(ctx, input.locationId);
  return ctx.db
    .select({
      productId: productDaily.productId,
      unitsSoldMilli: soldSum(kind, productDaily.unitsMilli).as("units_sold"),
      unitsReturnedMilli: returnedSum(kind, productDaily.unitsMilli).as("units_returned"),
      unitsMilli: netSum(kind, productDaily.unitsMilli).as("units"),
      netMinor: netSum(kind, productDaily.netMinor).as("net"),
      taxMinor: netSum(kind, productDaily.taxMinor).as("tax"),
      discountMinor: netSum(kind, productDaily.discountMinor).as("discount"),
      costMinor: netSum(kind, productDaily.costMinor).as("cost"),
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
    .having(
      sql`sum(CASE ${kind} WHEN 'void' THEN -${productDaily.unitsMilli} ELSE ${productDaily.unitsMilli} END) > 0`,
    )
    .as("sums");
}
