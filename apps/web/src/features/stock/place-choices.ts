import type { Location } from "@daybook/contract/locations";
import { mainPlace } from "../../lib/main-place.ts";

/** Places as a list to choose from, each with the way to it. */
export function placeChoices(locations: readonly Location[]) {
  return locations.map(({ id, path }) => ({ value: id, label: path.join(" / ") }));
}

/** The first of the wanted places that is there; else the first shop, else any place. Empty where there is none. */
export function startPlace(
  locations: readonly Location[],
  ...wanted: readonly (string | undefined)[]
): string {
  const found = wanted.find((id) => locations.some((location) => location.id === id));
  const first = mainPlace(locations) ?? locations[0];
  return found ?? first?.id ?? "";
}
