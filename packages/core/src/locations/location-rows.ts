import { eq, sql } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { ReadTx, Tables } from "@daybook/db/types";
import { assert } from "../errors/domain-error.ts";
import { recordRows } from "../records/record-rows.ts";

export type LocationRow = Tables["location"]["$inferSelect"];

export const locationRows = recordRows<LocationRow>(
  "location",
  prepared((db, t) =>
    db
      .select()
      .from(t.location)
      .where(eq(t.location.publicId, sql.placeholder("publicId")))
      .prepare(),
  ),
);

export const { get: getLocationRow, getActive: getActiveLocationRow } = locationRows;

const lookupById = prepared((db, t) =>
  db
    .select()
    .from(t.location)
    .where(eq(t.location.id, sql.placeholder("rowId")))
    .prepare(),
);

/** The location that a row refers to; locations are never deleted, so it exists. */
export async function getLocationRowById(tx: ReadTx, rowId: number): Promise<LocationRow> {
  const [row] = await lookupById(tx).execute({ rowId });
  assert(row !== undefined, "a foreign key holds it and locations are never deleted");
  return row;
}
