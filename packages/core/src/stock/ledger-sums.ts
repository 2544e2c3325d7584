import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Milli } from "@daybook/contract/quantity";
import type { Tables } from "@daybook/db/types";
import { shownSum } from "../shown-sum.ts";

/**
 * What a movement adds to the stock of a place (internal id) or, with null, of the whole shop, in thousandths: negative
 * where goods leave, 0 where they stay inside.
 */
export function effectOn({ movement }: Tables, placeId: number | null): SQL<Milli> {
  const { fromLocationId, toLocationId, quantityMilli } = movement;
  const isArrival =
    placeId === null ? sql`${fromLocationId} IS NULL` : sql`${toLocationId} = ${placeId}`;
  const isLeaving =
    placeId === null ? sql`${toLocationId} IS NULL` : sql`${fromLocationId} = ${placeId}`;
  return sql`CASE WHEN ${isArrival} THEN ${quantityMilli} WHEN ${isLeaving} THEN -${quantityMilli} ELSE 0 END`.mapWith(
    quantityMilli,
  );
}

/** What of a product (internal id) lies in a place, or with null in the whole shop, by the levels: a scalar subquery. */
export function levelOf({ stockLevel }: Tables, productId: number, placeId: number | null) {
  const there = placeId === null ? sql`` : sql` AND ${stockLevel.locationId} = ${placeId}`;
  return sql`(SELECT coalesce(sum(${stockLevel.onHandMilli}), 0) FROM ${stockLevel}
    WHERE ${stockLevel.productId} = ${productId}${there})`.mapWith(
    shownSum(stockLevel.onHandMilli),
  );
}
