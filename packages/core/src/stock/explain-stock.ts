import { and, eq, isNull, or, sql } from "drizzle-orm";
import { MovementKind } from "@daybook/contract/movements";
import type { ExplainStock, StockExplanation } from "@daybook/contract/movements";
import { milli } from "@daybook/contract/quantity";
import type { ReadCtx } from "../context.ts";
import { getLocationRow } from "../locations/location-rows.ts";
import { getProductRow } from "../products/product-rows.ts";
import { effectOn, levelOf } from "./ledger-sums.ts";
import { shownSum } from "../shown-sum.ts";

/**
 * Why a stock figure is what it is: the level of the product at a place or in the whole shop, and the sum of the ledger
 * by kind that it must equal. Carrying goods between two places changes nothing for the whole shop and is no part of it
 * there. Refuses 404 at `productId` and `locationId`.
 */
export async function explainStock(ctx: ReadCtx, input: ExplainStock): Promise<StockExplanation> {
  const product = await getProductRow(ctx, input.productId, "productId");
  const place =
    input.locationId === undefined
      ? null
      : await getLocationRow(ctx, input.locationId, "locationId");
  const rows = await sumsByKind(ctx, product.id, place?.id ?? null);
  const parts = MovementKind.options.flatMap((kind) =>
    rows.flatMap((row) => (row.kind === kind ? [{ kind, quantityMilli: row.sumMilli }] : [])),
  );
  const sum = parts.reduce((total, { quantityMilli }) => total + quantityMilli, 0);
  const onHandMilli = rows[0]?.levelMilli ?? milli(0);
  const entries = rows.reduce((total, row) => total + row.entries, 0);
  return { onHandMilli, parts, entries, matches: sum === onHandMilli };
}

/** One statement, so that no sale can come between level and ledger; a product without entries has one empty row. */
function sumsByKind(ctx: ReadCtx, productId: number, placeId: number | null) {
  const { product, movement } = ctx.t;
  const { fromLocationId, toLocationId } = movement;
  const isPart =
    placeId === null
      ? or(isNull(fromLocationId), isNull(toLocationId))
      : or(eq(fromLocationId, placeId), eq(toLocationId, placeId));
  return ctx.db
    .select({
      kind: movement.kind,
      sumMilli: sql`coalesce(sum(${effectOn(ctx.t, placeId)}), 0)`.mapWith(
        shownSum(movement.quantityMilli),
      ),
      entries: sql<number>`count(${movement.id})`.mapWith(Number),
      levelMilli: levelOf(ctx.t, productId, placeId),
    })
    .from(product)
    .leftJoin(movement, and(eq(movement.productId, product.id), isPart))
    .where(eq(product.id, productId))
    .groupBy(movement.kind);
}
