import { asc, desc, eq, sql } from "drizzle-orm";
import type { Column } from "drizzle-orm";
import { shownMinor } from "@daybook/contract/money";
import type { GetSalesByProduct, SalesByProduct } from "@daybook/contract/reports";
import type { ReadCtx } from "../context/context.ts";
import { shownCost } from "../context/shown-cost.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";
import { isInside } from "../trees/is-inside.ts";
import { placeOf } from "./place.ts";
import { productSums } from "./product-sums.ts";

/**
 * Sales minus returns per product, and per code of a former system that no product has, best first: by revenue or by
 * units. The cost of past sales is not known, so they are in no profit. Money in minor units, units in thousandths.
 * Refuses 404 `not_found` at `locationId`, 400 at `cursor`.
 */
export async function getSalesByProduct(
  ctx: ReadCtx,
  input: GetSalesByProduct,
): Promise<SalesByProduct> {
  const { product } = ctx.t;
  const { place } = await placeOf(ctx, input.locationId);
  const inPlace = (column: Column) => (place === 0 ? undefined : isInside(ctx.t, column, place));
  const sums = productSums(ctx.db, ctx.t, { ...input, inPlace });
  // A code that no product has comes after a product with the same key.
  const key = sql<string>`coalesce(${product.skuKey}, '~' || ${sums.codeKey})`;
  const ranked = input.sort === "revenue" ? sums.netMinor : sums.unitsMilli;
  const after =
    input.cursor === undefined ? null : decodeCursor(input.cursor, ["number", "string"]);
  const rows = await ctx.db
    .select({
      id: product.publicId,
      sku: sql<string>`coalesce(${product.sku}, ${sums.code})`,
      key,
      name: sql<string>`coalesce(${product.name}, ${sums.name})`,
      unitsSoldMilli: sums.unitsSoldMilli,
      unitsReturnedMilli: sums.unitsReturnedMilli,
      unitsMilli: sums.unitsMilli,
      netMinor: sums.netMinor,
      taxMinor: sums.taxMinor,
      discountMinor: sums.discountMinor,
      costMinor: sums.costMinor,
      pastMinor: sums.pastMinor,
    })
    .from(sums)
    .leftJoin(product, eq(product.id, sums.productId))
    .where(
      after === null
        ? undefined
        : sql`(${ranked} < ${after[0]} OR (${ranked} = ${after[0]} AND ${key} > ${after[1]}))`,
    )
    .orderBy(desc(ranked), asc(key))
    .limit(input.limit + 1);
  return pageOf(
    rows,
    input.limit,
    (row) => ({
      product: { id: row.id, sku: row.sku, name: row.name },
      unitsSoldMilli: row.unitsSoldMilli,
      unitsReturnedMilli: row.unitsReturnedMilli,
      netMinor: row.netMinor,
      pastMinor: row.pastMinor,
      taxMinor: row.taxMinor,
      discountMinor: row.discountMinor,
      costMinor: shownCost(ctx, row.costMinor),
      profitMinor: shownCost(ctx, shownMinor(row.netMinor - row.pastMinor - row.costMinor)),
    }),
    (row) => [input.sort === "revenue" ? row.netMinor : row.unitsMilli, row.key],
  );
}
