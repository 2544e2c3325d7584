import { sql } from "drizzle-orm";
import type { SQL, SQLWrapper } from "drizzle-orm";
import type { Milli } from "@daybook/contract/quantity";
import type { Tables } from "@daybook/db/types";
import { isInside } from "../trees/is-inside.ts";
import { shownSum } from "../sums/shown-sum.ts";

/** What a position is asked for: columns or values with the internal ids. `locationId` 0 is the whole shop. */
export interface PositionOf {
  readonly productId: SQLWrapper;
  readonly locationId: SQLWrapper;
}

/**
 * The quantity a reorder point is compared with, as a correlated subquery: of one place what lies there and in the
 * places inside it that sell (kind `store`), of the whole shop what lies in places that sell.
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
