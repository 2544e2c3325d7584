import type { LocationId } from "@daybook/contract/ids";
import type { ReadCtx } from "../context/context.ts";
import { isInside } from "../trees/is-inside.ts";
import { getLocationRow } from "../locations/location-rows.ts";
import type { LedgerLocations } from "./ledger-sums.ts";

/**
 * The locations of a ledger query: the given one with everything inside it, or only the given one; null without one.
 * Refuses 404 `not_found` at `locationId`.
 */
export async function ledgerLocations(
  ctx: ReadCtx,
  filter: {
    readonly locationId?: LocationId | undefined;
    readonly inside: "included" | "left_out";
  },
): Promise<LedgerLocations> {
  if (filter.locationId === undefined) return null;
  const { id } = await getLocationRow(ctx, filter.locationId, "locationId");
  if (filter.inside === "left_out") return [id];
  const { location } = ctx.t;
  const rows = await ctx.db
    .select({ id: location.id })
    .from(location)
    .where(isInside(ctx.t, location.id, id));
  return rows.map((row) => row.id);
}
