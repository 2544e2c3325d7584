import type { Location } from "@daybook/contract/locations";

/** The shop itself among its places: the first one to sell from that was ever made, the one set-up asked for. */
export function mainPlace(places: readonly Location[]): Location | undefined {
  const stores = places.filter(({ kind, active }) => kind === "store" && active);
  // Ids ascend with the moment they were made, also within one millisecond.
  return stores.toSorted((a, b) => (a.id < b.id ? -1 : 1))[0];
}
