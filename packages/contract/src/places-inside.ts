/** Which locations are inside which, and from which of them a sale takes goods: one rule for server and browser. */
import type { LocationKind } from "./locations.ts";

/** A location as the tree needs it; the type of id is up to the caller. */
export interface PlaceInTree<Id> {
  readonly id: Id;
  readonly parentId: Id | null;
}

/**
 * The location itself, then every location inside it in the given order; empty if the location is not in the list.
 */
export function placesInside<Id, P extends PlaceInTree<Id>>(places: readonly P[], id: Id): P[] {
  const byId = new Map(places.map((place) => [place.id, place]));
  const own = byId.get(id);
  if (own === undefined) return [];
  const inside = places.filter((place) => {
    const passed = new Set<P>([place]);
    for (let above = aboveOf(byId, place); above !== undefined; above = aboveOf(byId, above)) {
      if (above === own) return place !== own;
      // A row that is its own ancestor ends the loop instead of hanging.
      if (passed.has(above)) return false;
      passed.add(above);
    }
    return false;
  });
  return [own, ...inside];
}

/**
 * The locations from which a sale at this location takes goods, in order: the location itself, then the sellable
 * locations inside it, in the order of the list of locations (parents before children, siblings by name).
 */
export function placesSoldFrom<
  Id,
  P extends PlaceInTree<Id> & { readonly kind: LocationKind; readonly active: boolean },
>(places: readonly P[], id: Id): P[] {
  return placesInside<Id, P>(places, id).filter((place) => place.active && place.kind === "store");
}

/** The total stock in these locations, in thousandths. */
export function onHandIn(
  stock: readonly { readonly locationId: string; readonly onHandMilli: number }[],
  placeIds: readonly string[],
): number {
  return stock.reduce(
    (sum, { locationId, onHandMilli }) => sum + (placeIds.includes(locationId) ? onHandMilli : 0),
    0,
  );
}

function aboveOf<Id, P extends PlaceInTree<Id>>(byId: ReadonlyMap<Id, P>, place: P): P | undefined {
  return place.parentId === null ? undefined : byId.get(place.parentId);
}
