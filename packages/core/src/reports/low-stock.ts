import { and, asc, eq, sql } from "drizzle-orm";
import { milli } from "@daybook/contract/quantity";
import type { Milli } from "@daybook/contract/quantity";
import type { GetLowStock, LowStock, LowStockRow } from "@daybook/contract/reports";
import { shortnessOf } from "@daybook/contract/stock-state";
import type { ReadCtx } from "../context/context.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";
import { isInside } from "../trees/is-inside.ts";
import { stockPosition } from "../alerts/stock-position.ts";
import { placeOf } from "./place.ts";
import { productRef } from "./product-ref.ts";

/**
 * Active products at or below a reorder point, by SKU, with the quantity to order from the preferred supplier. Without
 * a location, the rules of the whole shop and of every location; with one, those of the location and the ones inside
 * it. Refuses 404 `not_found` at `locationId`, 400 at `cursor`.
 */
export async function getLowStock(ctx: ReadCtx, input: GetLowStock): Promise<LowStock> {
  const { place } = await placeOf(ctx, input.locationId);
  const rows = await selectLow(ctx, input, place);
  return pageOf(rows, input.limit, lowStockRow, (row) => [row.skuKey, row.locationKey]);
}

type Row = Awaited<ReturnType<typeof selectLow>>[number];

function selectLow(ctx: ReadCtx, input: GetLowStock, place: number) {
  const { product, reorderRule, location, productSupplier, supplier } = ctx.t;
  const after =
    input.cursor === undefined ? null : decodeCursor(input.cursor, ["string", "string"]);
  const locationKey = sql<string>`coalesce(${location.nameKey}, '')`;
  const position = stockPosition(ctx.t, reorderRule);
  return ctx.db
    .select({
      id: product.publicId,
      sku: product.sku,
      skuKey: product.skuKey,
      name: product.name,
      locationKey,
      locationId: location.publicId,
      locationName: location.name,
      positionMilli: position,
      safetyStockMilli: reorderRule.safetyStockMilli,
      reorderPointMilli: reorderRule.reorderPointMilli,
      targetMilli: reorderRule.targetMilli,
      packMilli: productSupplier.packQuantityMilli,
      minimumMilli: productSupplier.minimumOrderMilli,
      leadTimeDays: productSupplier.leadTimeDays,
      supplierId: supplier.publicId,
      supplierName: supplier.name,
    })
    .from(reorderRule)
    .innerJoin(product, eq(product.id, reorderRule.productId))
    .leftJoin(location, eq(location.id, reorderRule.locationId))
    .leftJoin(productSupplier, preferredSupplier(ctx))
    .leftJoin(supplier, eq(supplier.id, productSupplier.supplierId))
    .where(
      and(
        sql`${product.deactivatedAt} IS NULL`,
        sql`${position} <= ${reorderRule.reorderPointMilli}`,
        place === 0 ? undefined : isInside(ctx.t, reorderRule.locationId, place),
        after === null
          ? undefined
          : sql`(${product.skuKey} > ${after[0]} OR (${product.skuKey} = ${after[0]} AND ${locationKey} > ${after[1]}))`,
      ),
    )
    .orderBy(asc(product.skuKey), asc(locationKey))
    .limit(input.limit + 1);
}

/** The preferred supplier of the product; the fastest of them if two are marked. */
function preferredSupplier(ctx: ReadCtx) {
  const { product, productSupplier } = ctx.t;
  return and(
    eq(productSupplier.productId, product.id),
    sql`${productSupplier.supplierId} = (
      SELECT best.supplier_id FROM ${productSupplier} best
      WHERE best.product_id = ${product.id} AND best.preferred = ${sql.param(true, productSupplier.preferred)}
      ORDER BY best.lead_time_days, best.supplier_id LIMIT 1)`,
  );
}

function lowStockRow(row: Row): LowStockRow {
  const { supplierId, supplierName, leadTimeDays, locationId, locationName } = row;
  return {
    product: productRef(row),
    location:
      locationId === null || locationName === null ? null : { id: locationId, name: locationName },
    positionMilli: row.positionMilli,
    safetyStockMilli: row.safetyStockMilli,
    reorderPointMilli: row.reorderPointMilli,
    targetMilli: row.targetMilli,
    suggestedMilli: suggestOrder(
      row.targetMilli - row.positionMilli,
      row.packMilli,
      row.minimumMilli,
    ),
    severity: shortnessOf(row.positionMilli),
    supplier:
      supplierId === null || supplierName === null || leadTimeDays === null
        ? null
        : { id: supplierId, name: supplierName, leadTimeDays },
  };
}

/**
 * The quantity to order for a demand (thousandths): zero for zero, otherwise at least the supplier's minimum, rounded
 * up to whole packs. Without a supplier, exactly the demand.
 */
export function suggestOrder(
  neededMilli: number,
  packMilli: number | null,
  minimumMilli: number | null,
): Milli {
  if (neededMilli <= 0) return milli(0);
  const wanted = Math.max(neededMilli, minimumMilli ?? 0);
  if (packMilli === null) return milli(wanted);
  const rest = wanted % packMilli;
  return milli(rest === 0 ? wanted : wanted - rest + packMilli);
}
