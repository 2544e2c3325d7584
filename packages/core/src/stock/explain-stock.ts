import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { MovementKind } from "@daybook/contract/stock";
import type { ExplainStock, StockExplanation } from "@daybook/contract/stock";
import { milli } from "@daybook/contract/quantity";
import type { ReadCtx } from "../context/context.ts";
import { getProductRow } from "../products/product-rows.ts";
import { effectOn, levelOf } from "./ledger-sums.ts";
import { shownSum } from "../sums/shown-sum.ts";
import type { LedgerLocations } from "./ledger-sums.ts";
import { ledgerLocations } from "./ledger-locations.ts";

/**
 * Explains a stock figure: the level of the product in a location, with or without the locations inside it, or in the
 * whole shop, and the sums of its ledger entries by kind, which must equal it. Transfers between two included locations
 * have no effect. Refuses 404 at `productId` and `locationId`.
 */
export async function explainStock(ctx: ReadCtx, input: ExplainStock): Promise<StockExplanation> {
  const product = await getProductRow(ctx, input.productId, "productId");
  const rows = await sumsByKind(ctx, product.id, await ledgerLocations(ctx, input));
  const parts = MovementKind.options.flatMap((kind) =>
    rows.flatMap((row) => (row.kind === kind ? [{ kind, quantityMilli: row.sumMilli }] : [])),
  );
  const sum = parts.reduce((total, { quantityMilli }) => total + quantityMilli, 0);
  const onHandMilli = rows[0]?.levelMilli ?? milli(0);
  const entries = rows.reduce((total, row) => total + row.entries, 0);
  return { onHandMilli, parts, entries, matches: sum === onHandMilli };
}

/** One statement, so no sale can change the ledger in between; a product without entries has one empty row. */
function sumsByKind(ctx: ReadCtx, productId: number, places: LedgerLocations) {
  const { product, movement } = ctx.t;
  const { fromLocationId, toLocationId } = movement;
  const isPart =
    places === null
      ? or(isNull(fromLocationId), isNull(toLocationId))
      : or(inArray(fromLocationId, [...places]), inArray(toLocationId, [...places]));
  return (
    ctx.db
      .select({
        kind: movement.kind,
        sumMilli: sql`coalesce(sum(${effectOn(ctx.t, places)}), 0)`.mapWith(
          shownSum(movement.quantityMilli),
        ),
        entries: sql<number>`count(${movement.id})`.mapWith(Number),
        levelMilli: levelOf(ctx.t, productId, places),
      })
      .from(product)
      // By the id and not by the joined product: only so does SQLite read an archive by its index.
      .leftJoin(movement, and(eq(movement.productId, productId), isPart))
      .where(eq(product.id, productId))
      .groupBy(movement.kind)
  );
}
