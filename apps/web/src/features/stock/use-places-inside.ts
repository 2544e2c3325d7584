import { placesInside } from "@daybook/contract/places-inside";
import { trpc } from "../../lib/trpc.ts";

/** A location (id) and everything inside it; undefined without one, and while loading. */
export function usePlacesInside(locationId: string | undefined): readonly string[] | undefined {
  const { data } = trpc.locations.list.useQuery({ active: "all" });
  if (locationId === undefined || data === undefined) return undefined;
  return placesInside<string, (typeof data.items)[number]>(data.items, locationId).map(
    ({ id }) => id,
  );
}
