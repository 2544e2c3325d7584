import type { Location } from "@daybook/contract/locations";
import { mainPlace } from "../../lib/main-place.ts";

/** Locations as options, each with its path. */
export function placeChoices(locations: readonly Location[]) {
  return locations.map(({ id, path }) => ({ value: id, label: path.join(" / ") }));
}

/** The first existing one of the wanted locations; else the first shop, else any location. Empty if there is none. */
export function startPlace(
  locations: readonly Location[],
  ...wanted: readonly (string | undefined)[]
): string {
  const found = wanted.find((id) => locations.some((location) => location.id === id));
  const first = mainPlace(locations) ?? locations[0];
  return found ?? first?.id ?? "";
}
