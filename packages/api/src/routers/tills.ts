import { EnrolTill, Till, Tills, TillState, UpdateTill } from "@daybook/contract/tills";
import { Nothing } from "@daybook/contract/users";
import {
  enrolTill,
  enrolTillAgain,
  listTills,
  revokeTill,
  updateTill,
} from "@daybook/core/tills/tills";
import { browserIdFor } from "../auth/browser-cookie.ts";
import { can, get, once, patch, post, reads, router } from "../trpc.ts";

const manages = () => can("tills.manage");

export const tills = router({
  list: can("settings.read")
    .meta(
      get("/tills", {
        summary: "List tills",
        description: "All of them, also revoked ones.",
      }),
    )
    .input(Nothing)
    .output(Tills)
    .query(reads(listTills)),
  enrol: manages()
    .meta(
      post("/tills", {
        summary: "Make this browser a till",
        description:
          "Its receipts have numbers of their own from now on. A long-lived cookie is the proof, so only the browser that asks can become the till.",
        refuses: ["duplicate", "enrolled_already"],
      }),
    )
    .input(EnrolTill)
    .output(Till)
    .mutation((call) => {
      const browserId = browserIdFor(call.ctx);
      return once<EnrolTill, Till>((ctx, input) => enrolTill(ctx, input, browserId))(call);
    }),
  enrolAgain: manages()
    .meta(
      post("/tills/{id}/enrol", {
        summary: "Make this browser a till that was revoked",
        description: "Its receipt numbers continue here.",
        refuses: ["not_found", "stale_version", "duplicate", "enrolled_already"],
      }),
    )
    .input(TillState)
    .output(Till)
    .mutation((call) => {
      const browserId = browserIdFor(call.ctx);
      return once<TillState, Till>((ctx, input) => enrolTillAgain(ctx, input, browserId))(call);
    }),
  update: manages()
    .meta(
      patch("/tills/{id}", {
        summary: "Change a till",
        description: "The prefix can change only before the first receipt.",
        refuses: ["not_found", "stale_version", "duplicate", "receipt_prefix_in_use"],
      }),
    )
    .input(UpdateTill)
    .output(Till)
    .mutation(once(updateTill)),
  revoke: manages()
    .meta(
      post("/tills/{id}/revoke", {
        summary: "Revoke a till",
        description:
          "Its browser cannot sell any more, and keeps its carts and unsent sales until it is a till again.",
        refuses: ["not_found", "stale_version"],
      }),
    )
    .input(TillState)
    .output(Till)
    .mutation(once(revokeTill)),
});
