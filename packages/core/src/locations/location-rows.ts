import type { LocationId } from "@daybook/contract/ids";
import { eq, sql } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";
import { assert, refuse } from "../errors/domain-error.ts";

const finding = prepared((db, t) =>
  db
    .select()
    .from(t.location)
    .where(eq(t.location.publicId, sql.placeholder("publicId")))
    .prepare(),
);

/** A location's row with its internal id, active or not. Refuses 404 `not_found` at `path`. */
export async function getLocationRow(tx: ReadTx, publicId: LocationId, path = "id") {
  const [row] = await finding(tx).execute({ publicId });
  if (row === undefined) throw refuse("not_found", { entity: "location", id: publicId }, path);
  return row;
}

export type LocationRow = Awaited<ReturnType<typeof getLocationRow>>;

/** As `getLocationRow`; refuses a deactivated one with 409 `inactive` at `path`. */
export async function getActiveLocationRow(
  tx: ReadTx,
  publicId: LocationId,
  path: string,
): Promise<LocationRow> {
  const row = await getLocationRow(tx, publicId, path);
  if (row.deactivatedAt !== null)
    throw refuse("inactive", { entity: "location", id: publicId }, path);
  return row;
}

const findingById = prepared((db, t) =>
  db
    .select()
    .from(t.location)
    .where(eq(t.location.id, sql.placeholder("rowId")))
    .prepare(),
);

/** The location a row of the books refers to; locations are never deleted, so it is there. */
export async function getLocationRowById(tx: ReadTx, rowId: number): Promise<LocationRow> {
  const [row] = await findingById(tx).execute({ rowId });
  assert(row !== undefined, "a foreign key holds it and locations are never deleted");
  return row;
}
