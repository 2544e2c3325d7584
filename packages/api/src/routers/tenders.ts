import {
  CreateTender,
  Tender,
  Tenders,
  TenderState,
  UpdateTender,
} from "@daybook/contract/tenders";
import { Nothing } from "@daybook/contract/users";
import {
  createTender,
  deactivateTender,
  listTenders,
  reactivateTender,
  updateTender,
} from "@daybook/core/tenders/tenders";
import { can, get, once, patch, post, reads, router } from "../trpc.ts";

const sees = () => can("settings.read");
const edits = () => can("settings.write");

export const tenders = router({
  list: sees()
    .meta(
      get("/tenders", {
        summary: "List payment methods",
        description: "All of them, also deactivated ones, in the order of the till.",
      }),
    )
    .input(Nothing)
    .output(Tenders)
    .query(reads(listTenders)),
  create: edits()
    .meta(
      post("/tenders", {
        summary: "Add a payment method",
        refuses: ["duplicate", "change_only_from_cash"],
      }),
    )
    .input(CreateTender)
    .output(Tender)
    .mutation(once(createTender)),
  update: edits()
    .meta(
      patch("/tenders/{id}", {
        summary: "Change a payment method",
        description: "The new name and rules apply from now on; receipts keep the old name.",
        refuses: [
          "not_found",
          "stale_version",
          "duplicate",
          "change_only_from_cash",
          "drawer_open",
        ],
      }),
    )
    .input(UpdateTender)
    .output(Tender)
    .mutation(once(updateTender)),
  deactivate: edits()
    .meta(
      post("/tenders/{id}/deactivate", {
        summary: "Deactivate a payment method",
        description: "The till does not offer it any more; sales keep it. Cash stays.",
        refuses: ["not_found", "stale_version", "needs_cash"],
      }),
    )
    .input(TenderState)
    .output(Tender)
    .mutation(once(deactivateTender)),
  reactivate: edits()
    .meta(
      post("/tenders/{id}/reactivate", {
        summary: "Reactivate a payment method",
        refuses: ["not_found", "stale_version"],
      }),
    )
    .input(TenderState)
    .output(Tender)
    .mutation(once(reactivateTender)),
});
