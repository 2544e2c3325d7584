import type { LocationId } from "@daybook/contract/ids";
import { sql } from "drizzle-orm";
import type { Column, SQL } from "drizzle-orm";
import type { Tables } from "@daybook/db/types";
import type { ReadCtx } from "../context/context.ts";
import { isInside } from "../trees/is-inside.ts";
import { getLocationRow } from "../locations/location-rows.ts";

/** The location of a report, with everything inside it, as values for `inPlace`: 0 means all locations. */
export async function placeOf(
  ctx: ReadCtx,
  locationId: LocationId | undefined,
): Promise<{ place: number }> {
  if (locationId === undefined) return { place: 0 };
  const { id } = await getLocationRow(ctx, locationId, "locationId");
  return { place: id };
}

/** Filters rows by the location from `placeOf` and those inside it; one prepared statement serves both cases. */
export function inPlace(t: Tables, column: Column): SQL {
  const place = sql.placeholder("place");
  return sql`(CAST(${place} AS BIGINT) = 0 OR ${isInside(t, column, place)})`;
}
