import type { LocationId } from "@daybook/contract/ids";
import { eq, sql } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";
import { refuse } from "../errors/domain-error.ts";
import type { LocationRow } from "./location-rows.ts";

/** A location that can be sold from. */
export interface SellingPlace extends LocationRow {
  readonly hasPlacesInside: boolean;
}

const lookup = prepared((db, t) =>
  db
    .select({
      place: t.location,
      partsInside:
        sql`(SELECT count(*) FROM ${t.location} part WHERE part.parent_id = ${t.location}.id)`.mapWith(
          Number,
        ),
    })
    .from(t.location)
    .where(eq(t.location.publicId, sql.placeholder("publicId")))
    .prepare(),
);

/** Refuses 404 `not_found`, 409 `inactive` and 422 `location_not_sellable` at `locationId`. */
export async function getSellingPlace(tx: ReadTx, publicId: LocationId): Promise<SellingPlace> {
  const [row] = await lookup(tx).execute({ publicId });
  const about = { entity: "location", id: publicId } as const;
  if (row === undefined) throw refuse("not_found", about, "locationId");
  if (row.place.deactivatedAt !== null) throw refuse("inactive", about, "locationId");
  if (row.place.kind !== "store") throw refuse("location_not_sellable", about, "locationId");
  return { ...row.place, hasPlacesInside: row.partsInside > 0 };
}
