import { sql } from "drizzle-orm";
import type { SQL, SQLWrapper } from "drizzle-orm";
import type { Tables } from "@daybook/db/types";

/** The internal ids of a location and of everything inside it, as a subquery. `UNION` stops at repeated rows. */
function placesWithin(t: Tables, placeId: SQLWrapper | number): SQL {
  return sql`(
    WITH RECURSIVE inside(id) AS (
      SELECT CAST(${placeId} AS BIGINT)
      UNION
      SELECT part.id FROM ${t.location} part JOIN inside ON part.parent_id = inside.id
    ) SELECT id FROM inside)`;
}

/** Whether a row's location (a column with an internal id) is this location or inside it. */
export function isInside(t: Tables, column: SQLWrapper, placeId: SQLWrapper | number): SQL {
  return sql`${column} IN ${placesWithin(t, placeId)}`;
}
