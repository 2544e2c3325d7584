import type { WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { getLocationRowById } from "../locations/location-rows.ts";
import type { StockedProduct } from "../products/sellable-products.ts";
import type { MovementLine, Place } from "./post-movements.ts";

type MovementRow = WriteCtx["t"]["movement"]["$inferSelect"];

/**
 * The movement that reverses `original`: between the same locations in the other direction, at exactly its cost, with a
 * reference to it. Refuses 409 `inactive` for a deactivated location.
 */
export async function reversalOf(
  ctx: WriteCtx,
  original: MovementRow,
  product: StockedProduct,
): Promise<MovementLine> {
  return {
    product,
    from: await placeOf(ctx, original.toLocationId),
    to: await placeOf(ctx, original.fromLocationId),
    quantityMilli: original.quantityMilli,
    kind: "reversal",
    cost: original.costMinor,
    reason: null,
    lineNo: original.lineNo,
    path: "id",
    reverses: original.id,
  };
}

async function placeOf(ctx: WriteCtx, locationId: number | null): Promise<Place | null> {
  if (locationId === null) return null;
  const place = await getLocationRowById(ctx, locationId);
  if (place.deactivatedAt !== null)
    throw refuse("inactive", { entity: "location", id: place.publicId }, "id");
  return place;
}
