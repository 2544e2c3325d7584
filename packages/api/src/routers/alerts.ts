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
    .meta(get("/alerts"))
    .input(ListAlerts)
    .output(AlertPage)
    .query(reads(listAlerts)),
  counts: can("alerts.read")
    .meta(get("/alerts/counts"))
    .input(Nothing)
    .output(AlertCounts)
    .query(reads(countAlerts)),
  dismiss: can("alerts.handle")
    .meta(post("/alerts/{id}/dismiss"))
    .input(DismissAlert)
    .output(Alert)
    .mutation(once(dismissAlert)),
  snooze: can("alerts.handle")
    .meta(post("/alerts/{id}/snooze"))
    .input(SnoozeAlert)
    .output(Alert)
    .mutation(once(snoozeAlert)),
  reopen: can("alerts.handle")
    .meta(post("/alerts/{id}/reopen"))
    .input(ReopenAlert)
    .output(Alert)
    .mutation(once(reopenAlert)),
  updateMany: can("alerts.handle")
    .meta(patch("/alerts/bulk"))
    .input(UpdateAlerts)
    .output(AlertsChanged)
    .mutation(once(updateAlerts)),
});
