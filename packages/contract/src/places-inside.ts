/** Which places lie inside which, and from which of them a sale takes: one rule for the books and for the browser. */
import type { LocationKind } from "./locations.ts";

/** A place as the tree needs it; ids are those of whoever asks. */
export interface PlaceInTree<Id> {
  readonly id: Id;
  readonly parentId: Id | null;
}

/** The place itself, then every place inside it in the order given; empty where the place is not among them. */
export function placesInside<Id, P extends PlaceInTree<Id>>(places: readonly P[], id: Id): P[] {
  const byId = new Map(places.map((place) => [place.id, place]));
  const own = byId.get(id);
  if (own === undefined) return [];
  const inside = places.filter((place) => {
    const passed = new Set<P>([place]);
    for (let above = aboveOf(byId, place); above !== undefined; above = aboveOf(byId, above)) {
      if (above === own) return place !== own;
      // A row that names itself as an ancestor ends the walk instead of the program.
      if (passed.has(above)) return false;
      passed.add(above);
    }
    return false;
  });
  return [own, ...inside];
}

/**
 * The places a sale at this one takes from, in this order: the place itself, then the places inside it that may be sold
 * from, in the order of the list of locations (each after the one around it, neighbours by name).
 */
export function placesSoldFrom<
  Id,
  P extends PlaceInTree<Id> & { readonly kind: LocationKind; readonly active: boolean },
>(places: readonly P[], id: Id): P[] {
  return placesInside<Id, P>(places, id).filter((place) => place.active && place.kind === "store");
}

/** What lies in these places together, in thousandths. */
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
