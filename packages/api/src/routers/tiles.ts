import { ArrangeTiles, OwnTiles, TileArrangement, TileArrangements } from "@daybook/contract/tiles";
import { Nothing } from "@daybook/contract/users";
import { arrangeTiles, listTiles, ownTiles } from "@daybook/core/tiles/tiles";
import { can, get, once, post, reads, router } from "../trpc.ts";

const sees = () => can("settings.read");

export const tiles = router({
  list: sees()
    .meta(
      get("/tiles", {
        summary: "List arrangements of tiles",
        description:
          "Chosen products in a chosen order, on pages that are the tabs of a till: of all tills, and of single ones.",
      }),
    )
    .input(Nothing)
    .output(TileArrangements)
    .query(reads(listTiles)),
  own: sees()
    .meta(
      get("/tiles/own", {
        summary: "Get the tiles of the till that asks",
        description: "Its own arrangement, or else that of all tills; no pages without either.",
      }),
    )
    .input(Nothing)
    .output(OwnTiles)
    .query(reads(ownTiles)),
  arrange: can("settings.write")
    .meta(
      post("/tiles", {
        summary: "Arrange tiles",
        description:
          "Replaces the arrangement of a till or of all tills; without pages it is removed. Deactivated products stay in it, and the till leaves them out.",
        refuses: ["not_found", "stale_version"],
      }),
    )
    .input(ArrangeTiles)
    .output(TileArrangement)
    .mutation(once(arrangeTiles)),
});
