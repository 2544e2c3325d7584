import type { Location } from "@daybook/contract/locations";

/** The shop itself among its places: the first one to sell from that was ever made, the one set-up asked for. */
export function mainPlace(places: readonly Location[]): Location | undefined {
  const stores = places.filter(({ kind, active }) => kind === "store" && active);
  return stores.toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt))[0];
}
