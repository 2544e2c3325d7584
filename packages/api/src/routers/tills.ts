import { EnrolTill, Till, Tills, TillState, UpdateTill } from "@daybook/contract/tills";
import {
  CountTillEvents,
  ListTillEvents,
  RecordTillEvents,
  TillEventCounts,
  TillEvents,
  TillEventsRecorded,
} from "@daybook/contract/till-events";
import { Nothing } from "@daybook/contract/users";
import type { WriteCtx } from "@daybook/core/context/context";
import {
  deviceIdOf,
  enrolTill,
  enrolTillAgain,
  listTills,
  revokeTill,
  updateTill,
} from "@daybook/core/tills/tills";
import {
  getTillEventCounts,
  listTillEvents,
  recordTillEvents,
} from "@daybook/core/tills/till-events";
import { moveSessionToTill } from "@daybook/core/users/sessions";
import { browserIdFor } from "../auth/browser-cookie.ts";
import type { CurrentSession } from "../context.ts";
import { tillEventColumns } from "../csv-columns.ts";
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
      return once<EnrolTill, Till>(async (ctx, input) =>
        atTill(ctx, call.ctx.session, await enrolTill(ctx, input, browserId)),
      )(call);
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
      return once<TillState, Till>(async (ctx, input) =>
        atTill(ctx, call.ctx.session, await enrolTillAgain(ctx, input, browserId)),
      )(call);
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
          "Its browser is signed out and cannot sell any more. It keeps its carts and unsent sales until it is a till again.",
        refuses: ["not_found", "stale_version"],
      }),
    )
    .input(TillState)
    .output(Till)
    .mutation((call) =>
      once<TillState, Till>((ctx, input) => revokeTill(ctx, input, call.ctx.session?.id ?? null))(
        call,
      ),
    ),
  recordEvents: can("sales.ringUp")
    .meta(
      post("/tills/events", {
        summary: "Record what happened at this till",
        description:
          "Up to a hundred events of the till journal. Each has a key of its own: one that is sent again, also in another request, is recorded once.",
        refuses: ["till_revoked"],
      }),
    )
    .input(RecordTillEvents)
    .output(TillEventsRecorded)
    .mutation(once(recordTillEvents)),
  events: can("reports.read")
    .meta(
      get("/tills/events", {
        summary: "List the till journal",
        description: "Newest first.",
        refuses: ["not_found"],
        csv: tillEventColumns,
      }),
    )
    .input(ListTillEvents)
    .output(TillEvents)
    .query(reads(listTillEvents)),
  eventCounts: can("reports.read")
    .meta(
      get("/tills/event-counts", {
        summary: "Count the events of the till journal",
        description: "Takes the filters of the list; one row per kind that occurred.",
        refuses: ["not_found"],
      }),
    )
    .input(CountTillEvents)
    .output(TillEventCounts)
    .query(reads(getTillEventCounts)),
});

/** From now on the session that asked is at this till. */
async function atTill(ctx: WriteCtx, session: CurrentSession | null, till: Till): Promise<Till> {
  if (session !== null) await moveSessionToTill(ctx, session.id, await deviceIdOf(ctx, till.id));
  return till;
}
