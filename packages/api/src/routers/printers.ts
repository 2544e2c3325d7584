import {
  CreatePrinter,
  ListPrintJobs,
  OpenDrawer,
  Printer,
  Printers,
  PrinterState,
  PrintJob,
  PrintJobs,
  PrintJobState,
  TestPrinter,
  UpdatePrinter,
} from "@daybook/contract/printers";
import { Nothing } from "@daybook/contract/users";
import {
  cancelPrintJob,
  listPrintJobs,
  openDrawer,
  retryPrintJob,
  testPrinter,
} from "@daybook/core/printing/print-jobs";
import {
  createPrinter,
  deactivatePrinter,
  listPrinters,
  reactivatePrinter,
  updatePrinter,
} from "@daybook/core/printing/printers";
import { queued } from "../printing/printed.ts";
import { can, get, once, patch, post, reads, router } from "../trpc.ts";

const edits = () => can("settings.write");

export const printers = router({
  list: can("settings.read")
    .meta(
      get("/printers", {
        summary: "List receipt printers",
        description: "All of them, also deactivated ones, and which one the asking till has.",
      }),
    )
    .input(Nothing)
    .output(Printers)
    .query(reads(listPrinters)),
  create: edits()
    .meta(
      post("/printers", {
        summary: "Add a receipt printer",
        description:
          "The server prints on it: over the network on port 9100, or on a USB port of its computer.",
        refuses: ["not_found", "duplicate"],
      }),
    )
    .input(CreatePrinter)
    .output(Printer)
    .mutation(once(createPrinter)),
  update: edits()
    .meta(
      patch("/printers/{id}", {
        summary: "Change a receipt printer",
        description: "A till that another printer has moves to this one.",
        refuses: ["not_found", "stale_version", "duplicate", "inactive"],
      }),
    )
    .input(UpdatePrinter)
    .output(Printer)
    .mutation(queued(once(updatePrinter))),
  deactivate: edits()
    .meta(
      post("/printers/{id}/deactivate", {
        summary: "Deactivate a receipt printer",
        description: "Its tills print from the browser again; what waits is cancelled.",
        refuses: ["not_found", "stale_version"],
      }),
    )
    .input(PrinterState)
    .output(Printer)
    .mutation(once(deactivatePrinter)),
  reactivate: edits()
    .meta(
      post("/printers/{id}/reactivate", {
        summary: "Reactivate a receipt printer",
        refuses: ["not_found", "stale_version"],
      }),
    )
    .input(PrinterState)
    .output(Printer)
    .mutation(once(reactivatePrinter)),
  test: edits()
    .meta(
      post("/printers/{id}/test", {
        summary: "Print a test page",
        refuses: ["not_found", "inactive"],
      }),
    )
    .input(TestPrinter)
    .output(PrintJob)
    .mutation(queued(once(testPrinter))),
  openDrawer: can("drawers.use")
    .meta(
      post("/printers/open-drawer", {
        summary: "Open the drawer of the till without a sale",
        description:
          "By a pulse of the till's printer. The till journal records it. A pulse that is fifteen seconds late is dropped.",
        refuses: ["no_printer", "not_found", "inactive"],
      }),
    )
    .input(OpenDrawer)
    .output(PrintJob)
    .mutation(queued(once(openDrawer))),
});

export const printJobs = router({
  list: can("sales.read")
    .meta(
      get("/print-jobs", {
        summary: "List print jobs",
        description: "Newest first; finished ones are kept for thirty days.",
        refuses: ["not_found"],
      }),
    )
    .input(ListPrintJobs)
    .output(PrintJobs)
    .query(reads(listPrintJobs)),
  retry: can("sales.ringUp")
    .meta(
      post("/print-jobs/{id}/retry", {
        summary: "Print a failed job again",
        refuses: ["not_found", "wrong_state", "inactive"],
      }),
    )
    .input(PrintJobState)
    .output(PrintJob)
    .mutation(queued(once(retryPrintJob))),
  cancel: can("sales.ringUp")
    .meta(
      post("/print-jobs/{id}/cancel", {
        summary: "Cancel a job that waits or failed",
        refuses: ["not_found", "wrong_state"],
      }),
    )
    .input(PrintJobState)
    .output(PrintJob)
    .mutation(queued(once(cancelPrintJob))),
});
