import { sql } from "drizzle-orm";
import type { SQL, SQLWrapper } from "drizzle-orm";
import type { Milli } from "@daybook/contract/quantity";
import type { Tables } from "@daybook/db/types";
import { isInside } from "../trees/is-inside.ts";
import { shownSum } from "../sums/shown-sum.ts";

/** The columns or values with the internal ids. `locationId` 0 is the whole shop. */
export interface PositionOf {
  readonly productId: SQLWrapper;
  readonly locationId: SQLWrapper;
}

/**
 * The quantity that is compared with a reorder point, as a correlated subquery: for a location, the stock in it and in
 * the sellable locations inside it (kind `store`); for the whole shop, the stock in all sellable locations.
 */
export function stockPosition(t: Tables, of: PositionOf): SQL<Milli> {
  return sql`(
    SELECT coalesce(sum(${t.stockLevel.onHandMilli}), 0) FROM ${t.stockLevel}
    JOIN ${t.location} ON ${t.location.id} = ${t.stockLevel.locationId}
    WHERE ${t.stockLevel.productId} = ${of.productId}
      AND CASE WHEN ${t.stockLevel.locationId} = ${of.locationId} THEN TRUE
        WHEN ${t.location.kind} <> 'store' THEN FALSE
        WHEN ${of.locationId} = 0 THEN TRUE
        ELSE ${isInside(t, t.stockLevel.locationId, of.locationId)} END
  )`.mapWith(shownSum(t.stockLevel.onHandMilli));
}
