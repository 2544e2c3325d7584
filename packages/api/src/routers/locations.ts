import {
  CreateLocation,
  GetLocation,
  ListLocations,
  Location,
  Locations,
  LocationState,
  UpdateLocation,
} from "@daybook/contract/locations";
import {
  createLocation,
  deactivateLocation,
  getLocation,
  listLocations,
  reactivateLocation,
  updateLocation,
} from "@daybook/core/locations/locations";
import { can, get, once, patch, post, reads, router } from "../trpc.ts";

const sees = () => can("locations.read");
const edits = () => can("locations.write");

export const locations = router({
  list: sees()
    .meta(get("/locations", { summary: "List locations" }))
    .input(ListLocations)
    .output(Locations)
    .query(reads(listLocations)),
  get: sees()
    .meta(get("/locations/{id}", { summary: "Get a location", refuses: ["not_found"] }))
    .input(GetLocation)
    .output(Location)
    .query(reads(getLocation)),
  create: edits()
    .meta(
      post("/locations", {
        summary: "Add a location",
        refuses: ["duplicate", "not_found", "inactive", "tree_too_deep"],
      }),
    )
    .input(CreateLocation)
    .output(Location)
    .mutation(once(createLocation)),
  update: edits()
    .meta(
      patch("/locations/{id}", {
        summary: "Change a location",
        refuses: [
          "not_found",
          "stale_version",
          "duplicate",
          "inactive",
          "tree_cycle",
          "tree_too_deep",
        ],
      }),
    )
    .input(UpdateLocation)
    .output(Location)
    .mutation(once(updateLocation)),
  deactivate: edits()
    .meta(
      post("/locations/{id}/deactivate", {
        summary: "Deactivate a location",
        description: "What refers to it stays as it is.",
        refuses: ["not_found", "stale_version", "still_in_use"],
      }),
    )
    .input(LocationState)
    .output(Location)
    .mutation(once(deactivateLocation)),
  reactivate: edits()
    .meta(
      post("/locations/{id}/reactivate", {
        summary: "Reactivate a location",
        refuses: ["not_found", "stale_version", "inactive"],
      }),
    )
    .input(LocationState)
    .output(Location)
    .mutation(once(reactivateLocation)),
});
