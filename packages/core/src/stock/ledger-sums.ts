import { inArray, sql } from "drizzle-orm";
import type { Column, Placeholder, SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { MovementId } from "@daybook/contract/ids";
import type { Milli } from "@daybook/contract/quantity";
import type { Tables } from "@daybook/db/types";
import { shownSum } from "../sums/shown-sum.ts";

/** The scope of a ledger query: some locations (internal ids), or null for the whole shop. */
export type LedgerLocations = readonly number[] | null;

/** An internal id, or the placeholder of a prepared statement for it. */
type Id = number | Placeholder;
type Places = readonly Id[] | null;

/**
 * The effect of a movement on the stock of these locations or of the whole shop, in thousandths: negative if goods
 * leave, 0 if they stay inside.
 */
export function effectOn({ movement }: Tables, places: Places): SQL<Milli> {
  const { fromLocationId, toLocationId, quantityMilli } = movement;
  const comesFrom = isThere(fromLocationId, places);
  const goesTo = isThere(toLocationId, places);
  return sql`CASE WHEN ${goesTo} AND NOT ${comesFrom} THEN ${quantityMilli}
    WHEN ${comesFrom} AND NOT ${goesTo} THEN -${quantityMilli} ELSE 0 END`.mapWith(quantityMilli);
}

/** Whether an end of a movement is one of the locations; true or false, never null. */
function isThere(end: Column, places: Places): SQL {
  if (places === null) return sql`(${end} IS NOT NULL)`;
  return sql`(${end} IS NOT NULL AND ${inArray(end, [...places])})`;
}

/**
 * The public id of the movement that a movement reverses: a scalar subquery, because a join with an archived table
 * would read all of its rows.
 */
export function reversedId({ movement }: Tables): SQL<MovementId | null> {
  const reversed = alias(movement, "reversed");
  return sql<MovementId | null>`(SELECT ${reversed.publicId} FROM ${movement} ${sql.identifier("reversed")}
    WHERE ${reversed.id} = ${movement.reverses})`;
}

/** The stock of a product (internal id) in these locations or in the whole shop, from the levels: a scalar subquery. */
export function levelOf({ stockLevel }: Tables, productId: Id, places: Places) {
  const there = places === null ? sql`` : sql` AND ${inArray(stockLevel.locationId, [...places])}`;
  return sql`(SELECT coalesce(sum(${stockLevel.onHandMilli}), 0) FROM ${stockLevel}
    WHERE ${stockLevel.productId} = ${productId}${there})`.mapWith(
    shownSum(stockLevel.onHandMilli),
  );
}
