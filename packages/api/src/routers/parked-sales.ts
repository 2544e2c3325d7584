import {
  DiscardParkedSale,
  KeepParkedSale,
  ListParkedSales,
  NameParkedSale,
  OpenedParkedSale,
  ParkedSale,
  ParkedSales,
  ParkSale,
  PutBackParkedSale,
  RenameParkedSale,
} from "@daybook/contract/parked-sales";
import {
  discardParkedSale,
  keepParkedSale,
  listParkedSales,
  openParkedSale,
  parkSale,
  putBackParkedSale,
  renameParkedSale,
} from "@daybook/core/parked-sales/parked-sales";
import { can, get, once, post, reads, router } from "../trpc.ts";

const sells = () => can("sales.ringUp");

/** Another till has it, or it is sold or discarded. */
const TAKEN = ["not_found", "parked_sale_open", "parked_sale_closed"] as const;

export const parkedSales = router({
  list: sells()
    .meta(
      get("/parked-sales", {
        summary: "List parked sales",
        description: "Newest first; those that wait, unless `status` says otherwise.",
      }),
    )
    .input(ListParkedSales)
    .output(ParkedSales)
    .query(reads(listParkedSales)),
  park: sells()
    .meta(
      post("/parked-sales", {
        summary: "Park a sale",
        description:
          "Saves a cart for later, on any till. It takes nothing from stock. `sales.ringUp` with its `parkedId` sells it.",
        refuses: ["not_found"],
      }),
    )
    .input(ParkSale)
    .output(ParkedSale)
    .mutation(once(parkSale)),
  open: sells()
    .meta(
      post("/parked-sales/{id}/open", {
        summary: "Open a parked sale",
        description:
          "Answers its cart. The calling till, or without one the person, has it alone until it is put back, sold or discarded, or five minutes after the last sign of use.",
        refuses: TAKEN,
      }),
    )
    .input(NameParkedSale)
    .output(OpenedParkedSale)
    .mutation(once(openParkedSale)),
  keepAlive: sells()
    .meta(
      post("/parked-sales/{id}/keep-alive", {
        summary: "Say that a parked sale is in use",
        description: "Takes it again if nobody else has opened it since.",
        refuses: [...TAKEN, "stale_version"],
      }),
    )
    .input(KeepParkedSale)
    .output(ParkedSale)
    .mutation(once(keepParkedSale)),
  putBack: sells()
    .meta(
      post("/parked-sales/{id}/put-back", {
        summary: "Put a parked sale back",
        description: "Frees it for every till, as it was or with `changed` contents.",
        refuses: [...TAKEN, "stale_version"],
      }),
    )
    .input(PutBackParkedSale)
    .output(ParkedSale)
    .mutation(once(putBackParkedSale)),
  rename: sells()
    .meta(
      post("/parked-sales/{id}/name", {
        summary: "Name a parked sale",
        refuses: ["not_found", "parked_sale_closed"],
      }),
    )
    .input(RenameParkedSale)
    .output(ParkedSale)
    .mutation(once(renameParkedSale)),
  discard: sells()
    .meta(
      post("/parked-sales/{id}/discard", {
        summary: "Discard a parked sale",
        description: "It stays as a record, and the till journal counts it.",
        refuses: TAKEN,
      }),
    )
    .input(DiscardParkedSale)
    .output(ParkedSale)
    .mutation(once(discardParkedSale)),
});
