/** Selects the locations from which the goods of a sale are taken. */
import { and, eq, gt, inArray } from "drizzle-orm";
import { placesSoldFrom } from "@daybook/contract/places-inside";
import { milli, nearestOnStep } from "@daybook/contract/quantity";
import type { Milli } from "@daybook/contract/quantity";
import type { WriteCtx } from "../context/context.ts";
import type { SellingPlace } from "../locations/selling-place.ts";
import type { StockedProduct } from "../products/sellable-products.ts";
import type { Place } from "../stock/post-movements.ts";
import { refuseShortage } from "../stock/shortages.ts";
import { inListOrder, treeOf } from "../trees/tree.ts";

/** A stocked line of the cart. */
export interface LineToTake {
  readonly lineNo: number;
  readonly product: StockedProduct;
  readonly quantityMilli: Milli;
  /** The path for a refusal of its quantity in the caller's input. */
  readonly path: string;
}

/** A part of a line, and the location of its goods. */
export interface Taken extends LineToTake {
  readonly from: Place;
}

/**
 * Splits the lines over the locations that a sale at `place` takes from (`placesSoldFrom`): each line takes the
 * available stock, location by location. Refuses 409 `insufficient_stock` with the total stock of all of them.
 */
export async function goodsToTake(
  ctx: WriteCtx,
  place: SellingPlace,
  lines: readonly LineToTake[],
): Promise<Taken[]> {
  // Without sub-locations there is no choice, and the ledger refuses shortages.
  if (!place.hasPlacesInside) return lines.map((line) => ({ ...line, from: place }));
  const ids = [...new Set(lines.map(({ product }) => product.id))];
  await ctx.dialect.lockStock(ctx, ids);
  const places = await placesOf(ctx, place);
  const levels = await levelsOf(ctx, ids, places);
  await refuseShort(ctx, place, lines, levels);
  return lines.flatMap((line) => takeLine(line, places, levels));
}

type Levels = ReadonlyMap<number, Map<number, number>>;

async function placesOf(ctx: WriteCtx, place: SellingPlace): Promise<Place[]> {
  const tree = treeOf(await ctx.db.select().from(ctx.t.location));
  const listed = inListOrder(tree).map((row) => ({ ...row, active: row.deactivatedAt === null }));
  return placesSoldFrom(listed, place.id);
}

/** The stock in these locations: by product, then by location. */
async function levelsOf(
  ctx: WriteCtx,
  productIds: readonly number[],
  places: readonly Place[],
): Promise<Levels> {
  const { stockLevel } = ctx.t;
  const placeIds = places.map(({ id }) => id);
  const rows = await ctx.db
    .select()
    .from(stockLevel)
    .where(
      and(
        inArray(stockLevel.productId, [...productIds]),
        inArray(stockLevel.locationId, placeIds),
        eq(stockLevel.lotId, 0),
        gt(stockLevel.onHandMilli, milli(0)),
      ),
    );
  const levels = new Map(productIds.map((id) => [id, new Map<number, number>()]));
  for (const row of rows) levels.get(row.productId)?.set(row.locationId, row.onHandMilli);
  return levels;
}

async function refuseShort(
  ctx: WriteCtx,
  place: Place,
  lines: readonly LineToTake[],
  levels: Levels,
): Promise<void> {
  const short = [...levels].flatMap(([productId, byPlace]) => {
    const own = lines.filter(({ product }) => product.id === productId);
    const takenMilli = own.reduce((sum, { quantityMilli }) => sum + quantityMilli, 0);
    const availableMilli = milli([...byPlace.values()].reduce((sum, level) => sum + level, 0));
    const product = own[0]?.product;
    if (product === undefined || takenMilli <= availableMilli) return [];
    return [{ product, place, takenMilli, availableMilli, paths: own.map(({ path }) => path) }];
  });
  if (short.length > 0) throw await refuseShortage(ctx, short);
}

/** Takes only whole steps from each location; a remaining shortage is assigned to the first, where it is refused. */
function takeLine(line: LineToTake, places: readonly Place[], levels: Levels): Taken[] {
  const byPlace = levels.get(line.product.id);
  const taken = new Map<Place, number>();
  let wantedMilli: number = line.quantityMilli;
  for (const place of places) {
    const thereMilli = byPlace?.get(place.id) ?? 0;
    const [takeMilli] = nearestOnStep(
      Math.min(wantedMilli, thereMilli),
      line.product.quantityStepMilli,
    );
    if (takeMilli <= 0) continue;
    taken.set(place, takeMilli);
    byPlace?.set(place.id, thereMilli - takeMilli);
    wantedMilli -= takeMilli;
  }
  const [first] = places;
  if (wantedMilli > 0 && first !== undefined)
    taken.set(first, (taken.get(first) ?? 0) + wantedMilli);
  return [...taken].map(([from, quantity]) => ({ ...line, from, quantityMilli: milli(quantity) }));
}
