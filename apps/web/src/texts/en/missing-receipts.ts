import type { MissingReceiptState } from "@daybook/contract/missing-receipt-states";

const states: Readonly<Record<MissingReceiptState, string>> = {
  open: "Missing",
  recorded: "Recorded again",
  settled: "Settled",
};

/** Texts of the receipts that are missing from the records. */
export const missingReceiptTexts = {
  title: "Missing receipts",
  lead: "Receipts that a till has printed and that the records did not contain, after a backup was restored or the latest changes were lost. Each till sends its own sales again.",
  noAccess: "Your role cannot see missing receipts. Ask the owner.",
  restored: (at: string, upTo: string) =>
    `A backup was restored on ${at}. It contains sales up to ${upTo}.`,
  restoredEmpty: (at: string) => `A backup without sales was restored on ${at}.`,
  list: "Receipts, newest first",
  receipt: "Receipt",
  state: "State",
  everyState: "All states",
  states,
  till: "Till",
  noTill: "No till",
  seller: "Sold by",
  when: "Sold",
  total: "Total",
  onlyNumber: "Only the number is known",
  again: "New receipt",
  reason: "Reason",
  empty: "No receipt is missing.",
  noneFound: "No receipts match this filter.",
  showAll: "Show all receipts",
  waiting: (n: number) => (n === 1 ? "1 new receipt, show it" : `${n} new receipts, show them`),
  settle: "Settle",
  settleTitle: (receipt: string) => `Settle ${receipt}`,
  settleLead:
    "Use this for a receipt that its till does not send again: look for the paper, record the sale by hand, and say so here. This moves no stock and no money.",
  settleReason: "What was done about it",
  save: "Settle receipt",
  close: "Close",
  settled: (receipt: string) => `${receipt} is settled`,
  banner: (n: number) =>
    n === 1
      ? "1 receipt is missing from the records."
      : `${n} receipts are missing from the records.`,
  bannerMany: (n: number) => `More than ${n} receipts are missing from the records.`,
  toList: "See which",
};
