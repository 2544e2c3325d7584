import type { Location } from "@daybook/contract/locations";

/** The main location: the first sellable location that was created, by setup. */
export function mainPlace(places: readonly Location[]): Location | undefined {
  const stores = places.filter(({ kind, active }) => kind === "store" && active);
  // Ids ascend in creation order, also within one millisecond.
  return stores.toSorted((a, b) => (a.id < b.id ? -1 : 1))[0];
}
