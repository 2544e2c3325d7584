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
    .meta(get("/locations"))
    .input(ListLocations)
    .output(Locations)
    .query(reads(listLocations)),
  get: sees()
    .meta(get("/locations/{id}"))
    .input(GetLocation)
    .output(Location)
    .query(reads(getLocation)),
  create: edits()
    .meta(post("/locations"))
    .input(CreateLocation)
    .output(Location)
    .mutation(once(createLocation)),
  update: edits()
    .meta(patch("/locations/{id}"))
    .input(UpdateLocation)
    .output(Location)
    .mutation(once(updateLocation)),
  deactivate: edits()
    .meta(post("/locations/{id}/deactivate"))
    .input(LocationState)
    .output(Location)
    .mutation(once(deactivateLocation)),
  reactivate: edits()
    .meta(post("/locations/{id}/reactivate"))
    .input(LocationState)
    .output(Location)
    .mutation(once(reactivateLocation)),
});
