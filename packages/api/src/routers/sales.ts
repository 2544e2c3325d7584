import { PrintJob, PrintSale } from "@daybook/contract/printers";
import {
  QuoteReturn,
  ReturnQuote,
  ReturnSale,
  ReturnWithoutReceipt,
} from "@daybook/contract/returns";
import { IssueInvoice } from "@daybook/contract/invoices";
import { ExchangedSale, ExchangeSale } from "@daybook/contract/exchanges";
import {
  CancelledUnbooked,
  CancelUnbooked,
  CorrectTender,
  GetSale,
  GetSalesTotals,
  ListSales,
  RingUpSale,
  Sale,
  SalePage,
  SalesTotals,
  VoidSale,
} from "@daybook/contract/sales";
import { cancelUnbooked } from "@daybook/core/sales/cancel-unbooked";
import { issueInvoice } from "@daybook/core/sales/invoices";
import { printSale } from "@daybook/core/printing/print-jobs";
import { exchangeSale } from "@daybook/core/returns/exchange-sale";
import { quoteReturn, returnSale } from "@daybook/core/returns/return-sale";
import { returnWithoutReceipt } from "@daybook/core/returns/return-without-receipt";
import { correctTender } from "@daybook/core/sales/correct-tender";
import { ringUpSale } from "@daybook/core/sales/ring-up-sale";
import { getSale, listSales } from "@daybook/core/sales/sales";
import { getSalesTotals } from "@daybook/core/sales/sales-totals";
import { bookedSale, voidedSale } from "@daybook/core/sales/sale-again";
import { voidSale } from "@daybook/core/sales/void-sale";
import { saleColumns } from "../csv-columns.ts";
import { signed, signedExchange, signedVoid } from "../fiscal/signed.ts";
import { recordingRefusedCash } from "../recording-refused-cash.ts";
import { printed, printedExchange, queued } from "../printing/printed.ts";
import { can, canOrApproved, get, once, post, reads, router } from "../trpc.ts";

const SALE_REFUSALS = [
  "not_found",
  "inactive",
  "location_not_sellable",
  "happens_in_future",
  "too_long_ago",
  "fraction_not_allowed",
  "label_refused",
  "total_mismatch",
  "discount_too_large",
  "discount_needs_reason",
  "needs_approval",
  "approval_invalid",
  "tenders_short",
  "change_only_from_cash",
  "too_much_cash",
  "reference_required",
  "insufficient_stock",
  "insufficient_stock_then",
  "till_revoked",
  "drawer_closed",
  "no_drawer",
  "not_enough_cash",
  "wrong_state",
  "do_not_sell",
  "age_not_checked",
  "price_not_entered",
  "name_not_asked",
  "deposit_missing",
  "deposit_fixed",
  "parked_sale_open",
  "parked_sale_closed",
] as const;

/** The refusals of empties that come back with a sale. */
const EMPTIES_REFUSALS = ["not_a_deposit", "refund_not_equal", "tender_not_for_refunds"] as const;

const RETURN_REFUSALS = [
  "not_found",
  "wrong_state",
  "inactive",
  "happens_in_future",
  "too_long_ago",
  "before_the_sale",
  "return_too_much",
  "duplicate",
  "fraction_not_allowed",
  "total_mismatch",
  "needs_approval",
  "approval_invalid",
  "refund_not_equal",
  "refund_exceeds_tender",
  "tender_not_for_refunds",
  "reference_required",
  "no_quarantine",
  "till_revoked",
  "drawer_closed",
  "no_drawer",
  "not_enough_cash",
] as const;

// Discounts and changed prices need further permissions, which core checks in the cart.
export const sales = router({
  ringUp: can("sales.ringUp")
    .meta(
      post("/sales", {
        summary: "Ring up a sale",
        description:
          "Takes the goods from stock and records the money, all or nothing. `expectedTotalMinor` is the total that the customer saw. `depositsBack` are empties that come back: a return of its own, which pays a part of the sale. Discounts, other prices and earlier days need further rights.",
        refuses: [...SALE_REFUSALS, ...EMPTIES_REFUSALS],
      }),
    )
    .input(RingUpSale)
    .output(Sale)
    .mutation(printed(signed(recordingRefusedCash(once(ringUpSale, { rebuild: bookedSale }))))),
  cancelUnbooked: can("sales.ringUp")
    .meta(
      post("/sales/cancelled-unbooked", {
        summary: "Give up a sale that was paid and refused",
        description:
          "Writes to the activity log only: a sale that was refused has changed nothing.",
        refuses: ["not_found", "wrong_state"],
      }),
    )
    .input(CancelUnbooked)
    .output(CancelledUnbooked)
    .mutation(once(cancelUnbooked)),
  get: can("sales.read")
    .meta(get("/sales/{id}", { summary: "Get a sale or return", refuses: ["not_found"] }))
    .input(GetSale)
    .output(Sale)
    .query(reads(getSale)),
  list: can("sales.read")
    .meta(
      get("/sales", {
        summary: "List sales and returns",
        description: "Newest first.",
        refuses: ["not_found"],
        csv: saleColumns,
      }),
    )
    .input(ListSales)
    .output(SalePage)
    .query(reads(listSales)),
  totals: can("sales.read")
    .meta(
      get("/sales/totals", {
        summary: "Add up the sales and returns of a filter",
        description: "Takes the filters of the list.",
        refuses: ["not_found"],
      }),
    )
    .input(GetSalesTotals)
    .output(SalesTotals)
    .query(reads(getSalesTotals)),
  print: can("sales.ringUp")
    .meta(
      post("/sales/{id}/print", {
        summary: "Print a receipt on a receipt printer",
        description:
          "On the printer of the till unless another one is given. A receipt that was printed before is marked as a copy, and the till journal records it. A gift receipt has no prices and is no copy.",
        refuses: ["not_found", "no_printer", "inactive"],
      }),
    )
    .input(PrintSale)
    .output(PrintJob)
    .mutation(queued(once(printSale))),
  quoteReturn: can("sales.return")
    .meta(
      post("/sales/{id}/return-quote", {
        summary: "Quote a return",
        description: "Answers what the return would refund and to which tenders; writes nothing.",
        refuses: [
          "not_found",
          "wrong_state",
          "return_too_much",
          "duplicate",
          "fraction_not_allowed",
        ],
      }),
    )
    .input(QuoteReturn)
    .output(ReturnQuote)
    .query(reads(quoteReturn)),
  return: can("sales.return")
    .meta(
      post("/sales/{id}/returns", {
        summary: "Return goods of a sale",
        description:
          "Writes a return of its own that names the sale. `expectedTotalMinor` is the total of the quote.",
        refuses: RETURN_REFUSALS,
      }),
    )
    .input(ReturnSale)
    .output(Sale)
    .mutation(printed(signed(recordingRefusedCash(once(returnSale, { rebuild: bookedSale }))))),
  exchange: can("sales.return")
    .meta(
      post("/sales/exchanges", {
        summary: "Exchange goods of a sale for others",
        description:
          "Writes a return and a sale that names it, all or nothing. Both have one payment by `exchange` of the same amount; one of them has the difference as other payments.",
        refuses: [...new Set([...SALE_REFUSALS, ...RETURN_REFUSALS])],
      }),
    )
    .input(ExchangeSale)
    .output(ExchangedSale)
    .mutation(printedExchange(signedExchange(recordingRefusedCash(once(exchangeSale))))),
  returnWithoutReceipt: canOrApproved("sales.returnWithoutReceipt")
    .meta(
      post("/sales/returns", {
        summary: "Return goods without a receipt",
        description: "Refunds at most today's price; more needs the right to override prices.",
        refuses: [
          "not_found",
          "inactive",
          "happens_in_future",
          "too_long_ago",
          "fraction_not_allowed",
          "price_above_list",
          "total_mismatch",
          "needs_approval",
          "approval_invalid",
          "refund_not_equal",
          "tender_not_for_refunds",
          "reference_required",
          "no_quarantine",
          "till_revoked",
          "drawer_closed",
          "no_drawer",
          "not_enough_cash",
          "wrong_state",
        ],
      }),
    )
    .input(ReturnWithoutReceipt)
    .output(Sale)
    .mutation(
      printed(signed(recordingRefusedCash(once(returnWithoutReceipt, { rebuild: bookedSale })))),
    ),
  invoice: can("sales.ringUp")
    .meta(
      post("/sales/{id}/invoice", {
        summary: "Issue the invoice of a paid sale",
        description:
          "Gives the sale the next invoice number and the buyer's name, address and tax number. It counts in no report: the sale does.",
        refuses: ["not_found", "wrong_state"],
      }),
    )
    .input(IssueInvoice)
    .output(Sale)
    .mutation(once(issueInvoice)),
  correctTender: can("sales.correctTender")
    .meta(
      post("/sales/{id}/tender-corrections", {
        summary: "Correct the payment method of a sale",
        description:
          "Adds two payments to the sale, on its business day: less by the method on record, more by the one that was used. Figures and refunds follow.",
        refuses: [
          "not_found",
          "wrong_state",
          "correction_too_late",
          "same_tender",
          "inactive",
          "reference_required",
          "exceeds_payment",
          "no_drawer",
        ],
      }),
    )
    .input(CorrectTender)
    .output(Sale)
    .mutation(once(correctTender)),
  void: canOrApproved("sales.void")
    .meta(
      post("/sales/{id}/void", {
        summary: "Void a sale",
        description:
          "Reverses its goods, money and figures, on the business day of the sale and while nothing of it has been returned.",
        refuses: [
          "not_found",
          "wrong_state",
          "void_too_late",
          "inactive",
          "approval_invalid",
          "till_revoked",
          "drawer_closed",
          "no_drawer",
          "not_enough_cash",
        ],
      }),
    )
    .input(VoidSale)
    .output(Sale)
    .mutation(signedVoid(recordingRefusedCash(once(voidSale, { rebuild: voidedSale })))),
});
