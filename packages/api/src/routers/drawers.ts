import { CashOfDay, GetCashOfDay } from "@daybook/contract/cash-of-day";
import {
  CashCount,
  CashEntry,
  CashEntryPage,
  CloseDrawer,
  Closing,
  ClosingPage,
  CountDrawer,
  CreateDrawer,
  DepositCash,
  Drawer,
  Drawers,
  DrawerState,
  GetClosing,
  GetSession,
  LastCount,
  ListCashEntries,
  ListClosings,
  MoveCash,
  OpenDrawer,
  Safe,
  SessionReport,
  UpdateDrawer,
} from "@daybook/contract/drawers";
import { ListSafeEntries, SafeEntryPage } from "@daybook/contract/safe";
import { Nothing } from "@daybook/contract/users";
import {
  depositCash,
  getSafe,
  listCashEntries,
  moveCash,
} from "@daybook/core/closings/cash-entries";
import { getCashOfDay } from "@daybook/core/closings/cash-of-day";
import { closeDrawer } from "@daybook/core/closings/close-drawer";
import { getClosing, listClosings } from "@daybook/core/closings/closings";
import { countDrawer, getLastCount } from "@daybook/core/closings/count-drawer";
import { deactivateDrawer } from "@daybook/core/closings/deactivate-drawer";
import { listSafeEntries } from "@daybook/core/closings/safe-entries";
import { openDrawer } from "@daybook/core/closings/open-drawer";
import { getSessionReport } from "@daybook/core/closings/session-report";
import {
  createDrawer,
  listDrawers,
  reactivateDrawer,
  updateDrawer,
} from "@daybook/core/drawers/drawers";
import { cashOfDayColumns, closingColumns, safeEntryColumns } from "../csv-columns.ts";
import { signedDay } from "../fiscal/signed.ts";
import { recordingRefusedCash } from "../recording-refused-cash.ts";
import { can, get, once, patch, post, reads, readsAtOnce, router } from "../trpc.ts";

const uses = () => can("drawers.use");
const sees = () => can("drawers.read");
const manages = () => can("drawers.manage");

export const drawers = router({
  list: uses()
    .meta(
      get("/drawers", {
        summary: "List cash drawers",
        description: "All of them, also deactivated ones, each with its open session.",
      }),
    )
    .input(Nothing)
    .output(Drawers)
    .query(reads(listDrawers)),
  create: manages()
    .meta(post("/drawers", { summary: "Add a cash drawer", refuses: ["duplicate"] }))
    .input(CreateDrawer)
    .output(Drawer)
    .mutation(once(createDrawer)),
  update: manages()
    .meta(
      patch("/drawers/{id}", {
        summary: "Change a cash drawer",
        description: "Several tills may share a drawer; a till has one at most.",
        refuses: ["not_found", "stale_version", "duplicate", "inactive", "drawer_open"],
      }),
    )
    .input(UpdateDrawer)
    .output(Drawer)
    .mutation(once(updateDrawer)),
  deactivate: manages()
    .meta(
      post("/drawers/{id}/deactivate", {
        summary: "Deactivate a cash drawer",
        refuses: ["not_found", "stale_version", "drawer_open", "still_in_use"],
      }),
    )
    .input(DrawerState)
    .output(Drawer)
    .mutation(once(deactivateDrawer)),
  reactivate: manages()
    .meta(
      post("/drawers/{id}/reactivate", {
        summary: "Reactivate a cash drawer",
        refuses: ["not_found", "stale_version"],
      }),
    )
    .input(DrawerState)
    .output(Drawer)
    .mutation(once(reactivateDrawer)),
  open: uses()
    .meta(
      post("/drawers/{drawerId}/open", {
        summary: "Open a cash drawer",
        description:
          "With the cash counted in it. What differs from what the previous closing left is recorded.",
        refuses: ["till_revoked", "not_found", "inactive", "drawer_open"],
      }),
    )
    .input(OpenDrawer)
    .output(Drawer)
    .mutation(once(openDrawer)),
  moveCash: uses()
    .meta(
      post("/drawer-sessions/{sessionId}/entries", {
        summary: "Put cash into a drawer or take it out",
        description: "Pay in, pay out, drop into the safe, or top up from it.",
        refuses: ["till_revoked", "not_found", "drawer_closed", "not_enough_cash"],
      }),
    )
    .input(MoveCash)
    .output(CashEntry)
    .mutation(recordingRefusedCash(once(moveCash))),
  deposit: manages()
    .meta(
      post("/safe/deposits", {
        summary: "Take cash from the safe to the bank",
        refuses: ["not_enough_cash"],
      }),
    )
    .input(DepositCash)
    .output(CashEntry)
    .mutation(once(depositCash)),
  count: uses()
    .meta(
      post("/drawer-sessions/{sessionId}/counts", {
        summary: "Count a drawer",
        description:
          "The answer is the first to say what was expected, with likely causes of a difference.",
        refuses: ["till_revoked", "not_found", "drawer_closed", "duplicate", "count_incomplete"],
      }),
    )
    .input(CountDrawer)
    .output(CashCount)
    .mutation(once(countDrawer)),
  lastCount: uses()
    .meta(
      get("/drawer-sessions/{sessionId}/counts/last", {
        summary: "Get the last count of a drawer",
        description: "To go on with a count on another device; null before the first count.",
        refuses: ["not_found"],
      }),
    )
    .input(GetSession)
    .output(LastCount)
    .query(reads(getLastCount)),
  close: uses()
    .meta(
      post("/drawer-sessions/{sessionId}/close", {
        summary: "Close a drawer",
        description: "By its last count. Returns the numbered closing report, which never changes.",
        refuses: [
          "till_revoked",
          "not_found",
          "drawer_closed",
          "changed_since_count",
          "not_enough_cash",
          "difference_needs_reason",
          "needs_approval",
          "approval_invalid",
        ],
      }),
    )
    .input(CloseDrawer)
    .output(Closing)
    .mutation(signedDay(once(closeDrawer))),
  report: sees()
    .meta(
      get("/drawer-sessions/{sessionId}/report", {
        summary: "Get the report of a session so far",
        description: "The X report: what was sold, paid, put in and taken out.",
        refuses: ["not_found"],
      }),
    )
    .input(GetSession)
    .output(SessionReport)
    .query(readsAtOnce(getSessionReport)),
  cashOfDay: sees()
    .meta(
      get("/cash-of-day", {
        summary: "Add up the cash of a day by drawer",
        description:
          "What documents of the business day paid in cash, less refunds and voids. Cash outside the drawers is the last row.",
        csv: cashOfDayColumns,
      }),
    )
    .input(GetCashOfDay)
    .output(CashOfDay)
    .query(reads(getCashOfDay)),
  entries: sees()
    .meta(
      get("/cash-entries", {
        summary: "List cash entries",
        description: "Cash that moved without a sale, newest first.",
        refuses: ["not_found"],
      }),
    )
    .input(ListCashEntries)
    .output(CashEntryPage)
    .query(reads(listCashEntries)),
  safe: sees()
    .meta(get("/safe", { summary: "Get the cash in the safe" }))
    .input(Nothing)
    .output(Safe)
    .query(reads(getSafe)),
  safeEntries: sees()
    .meta(
      get("/safe/entries", {
        summary: "List what went into the safe and out of it",
        description: "Newest first. All entries add up to the cash in the safe.",
        csv: safeEntryColumns,
      }),
    )
    .input(ListSafeEntries)
    .output(SafeEntryPage)
    .query(reads(listSafeEntries)),
  closings: sees()
    .meta(
      get("/closings", {
        summary: "List closing reports",
        description: "Newest first. Supplements contain documents that arrived after a closing.",
        refuses: ["not_found"],
        csv: closingColumns,
      }),
    )
    .input(ListClosings)
    .output(ClosingPage)
    .query(reads(listClosings)),
  closing: sees()
    .meta(
      get("/closings/{id}", {
        summary: "Get a closing report",
        description: "As it was made.",
        refuses: ["not_found"],
      }),
    )
    .input(GetClosing)
    .output(Closing)
    .query(reads(getClosing)),
});
