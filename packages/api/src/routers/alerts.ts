import {
  Alert,
  AlertCounts,
  AlertPage,
  AlertsChanged,
  DismissAlert,
  ListAlerts,
  ReopenAlert,
  SnoozeAlert,
  UpdateAlerts,
} from "@daybook/contract/alerts";
import { Nothing } from "@daybook/contract/users";
import {
  countAlerts,
  dismissAlert,
  listAlerts,
  reopenAlert,
  snoozeAlert,
  updateAlerts,
} from "@daybook/core/alerts/alerts";
import { can, get, once, patch, post, reads, router } from "../trpc.ts";

export const alerts = router({
  list: can("alerts.read")
    .meta(get("/alerts", { summary: "List alerts" }))
    .input(ListAlerts)
    .output(AlertPage)
    .query(reads(listAlerts)),
  counts: can("alerts.read")
    .meta(get("/alerts/counts", { summary: "Count alerts by state" }))
    .input(Nothing)
    .output(AlertCounts)
    .query(reads(countAlerts)),
  dismiss: can("alerts.handle")
    .meta(
      post("/alerts/{id}/dismiss", {
        summary: "Dismiss an alert",
        description: "It stays silent until the stock has recovered.",
        refuses: ["not_found", "wrong_state"],
      }),
    )
    .input(DismissAlert)
    .output(Alert)
    .mutation(once(dismissAlert)),
  snooze: can("alerts.handle")
    .meta(
      post("/alerts/{id}/snooze", {
        summary: "Snooze an alert",
        description: "It is silent until `until`, at most a year ahead.",
        refuses: ["not_found", "wrong_state"],
      }),
    )
    .input(SnoozeAlert)
    .output(Alert)
    .mutation(once(snoozeAlert)),
  reopen: can("alerts.handle")
    .meta(
      post("/alerts/{id}/reopen", {
        summary: "Reopen an alert",
        refuses: ["not_found", "wrong_state"],
      }),
    )
    .input(ReopenAlert)
    .output(Alert)
    .mutation(once(reopenAlert)),
  updateMany: can("alerts.handle")
    .meta(
      patch("/alerts/bulk", {
        summary: "Answer many alerts",
        description:
          "Alerts in a state that the answer does not fit stay as they are and are not counted.",
        refuses: ["not_found"],
      }),
    )
    .input(UpdateAlerts)
    .output(AlertsChanged)
    .mutation(once(updateAlerts)),
});
