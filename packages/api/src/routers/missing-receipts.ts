import {
  ListMissingReceipts,
  MissingReceipt,
  MissingReceipts,
  ReceiptsReported,
  ReportReceipts,
  SettleMissingReceipt,
} from "@daybook/contract/missing-receipts";
import { listMissingReceipts, settleMissingReceipt } from "@daybook/core/tills/missing-receipts";
import { reportReceipts } from "@daybook/core/tills/report-receipts";
import { missingReceiptColumns } from "../csv-columns.ts";
import { can, get, once, post, reads, router } from "../trpc.ts";

export const missingReceipts = router({
  report: can("sales.ringUp")
    .meta(
      post("/missing-receipts", {
        summary: "Compare the receipts that a till keeps with the records",
        description:
          "The answer names the sales that the records do not contain: the till sends them again. They and the numbers up to them are on the list of missing receipts from now on, and the till begins its next series if it would use one of the numbers again.",
      }),
    )
    .input(ReportReceipts)
    .output(ReceiptsReported)
    .mutation(once(reportReceipts)),
  list: can("reports.read")
    .meta(
      get("/missing-receipts", {
        summary: "List the receipts that were missing from the records",
        description: "Newest first.",
        csv: missingReceiptColumns,
      }),
    )
    .input(ListMissingReceipts)
    .output(MissingReceipts)
    .query(reads(listMissingReceipts)),
  settle: can("tills.manage")
    .meta(
      post("/missing-receipts/{id}/settle", {
        summary: "Settle a missing receipt",
        description:
          "Records what was done about a receipt that its till does not send again, such as the sale that was recorded by hand.",
        refuses: ["not_found", "wrong_state"],
      }),
    )
    .input(SettleMissingReceipt)
    .output(MissingReceipt)
    .mutation(once(settleMissingReceipt)),
});
