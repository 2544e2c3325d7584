import type { CashEntryKind } from "@daybook/contract/cash-entry-kinds";
import type { DocumentKind } from "@daybook/contract/sale-basics";

interface WrongTender {
  readonly receipt: string;
  readonly amount: string;
  readonly from: string;
  readonly to: string;
}

const documents: Readonly<Record<DocumentKind, string>> = {
  sale: "sale",
  return: "return",
  void: "void",
};

const entries: Readonly<Record<CashEntryKind, string>> = {
  pay_in: "A pay-in",
  top_up: "A top-up from the safe",
  pay_out: "A pay-out",
  drop: "A drop to the safe",
  deposit: "A deposit",
};

/** Texts of closing one drawer, step by step. */
export const closeDrawerTexts = {
  title: (drawer: string) => `Close ${drawer}`,
  anyTitle: "Close drawer",
  back: "End of day",
  steps: "Steps",
  stepNames: { open: "Check", count: "Count", result: "Result", closed: "Closed" },

  openLead: "Settle this first if you can. What arrives after closing will be in a supplement.",
  countNow: "Count now",

  others: "Other payment methods",
  othersLead:
    "Enter the totals as the terminal or the slips show them. Leave unused methods empty.",
  saveCount: "Save count",
  countAgain: "Count again",
  keepCount: "Back to the result",
  countedByOther: (who: string) =>
    `${who} saved a count since you began. Continue yours, or stop and see the result.`,
  showOtherCount: "Stop and see the result",

  result: "Result",
  table: "Counted and expected",
  countedBy: (who: string, when: string) => `Counted by ${who}, ${when}.`,
  allRight: "Counted and expected amounts are equal.",
  method: "Method",
  causes: "Likely causes",
  noCauses: "No single receipt or cash entry explains the difference.",
  wrongTender: ({ receipt, amount, from, to }: WrongTender) =>
    `Receipt ${receipt}: ${amount} was recorded as ${from}, but ${to} is over by as much.`,
  wrongTenderPart: ({ receipt, amount, from, to }: WrongTender) =>
    `Receipt ${receipt}: ${amount} was recorded as ${from}, which is short, and may have been ${to}, which is over.`,
  notPaidOut: (receipt: string, document: DocumentKind, amount: string) =>
    `Receipt ${receipt}: cash is over by the ${amount} of this ${documents[document]}. It may not have been paid out.`,
  floatOver: (amount: string) =>
    `The float was ${amount} more than the previous closing left. It may have been counted wrongly.`,
  floatShort: (amount: string) =>
    `The float was ${amount} less than the previous closing left. It may have been counted wrongly.`,
  entryIn: (kind: CashEntryKind, category: string, amount: string) =>
    `${entries[kind]} of ${amount}${named(category)} is recorded, and cash is short by as much. It may not have been put in.`,
  entryOut: (kind: CashEntryKind, category: string, amount: string) =>
    `${entries[kind]} of ${amount}${named(category)} is recorded, and cash is over by as much. It may not have been taken out.`,
  correct: "Correct",
  correctFor: (receipt: string) => `Correct the payment of ${receipt}`,
  askToCorrect: "Ask a manager to correct it.",
  openReceipt: (receipt: string) => `Open ${receipt}`,
  corrected: (receipt: string) => `Payment of ${receipt} corrected`,
  correctReason: "Found when the drawer was counted",
  changedSince: "Something has been paid since this count.",

  closeTitle: "Close the drawer",
  reason: "Reason for the difference",
  reasonOfEarlier: (amount: string) =>
    `An earlier count or the float differed by ${amount}, so a reason is needed.`,
  reasons: ["Not found", "Wrong change given", "Counted wrongly before"],
  sameFloat: "Same float",
  everything: "Everything",
  toSafe: (amount: string) => `${amount} goes into the safe.`,
  close: "Close drawer",

  isClosed: (drawer: string) => `${drawer} is closed.`,
  closedBy: (who: string, when: string) => `Closed by ${who}, ${when}.`,
  printReport: "Print closing report",
  showReport: "Show closing report",
  openAgain: (amount: string) => `Open again with ${amount}`,
};

function named(category: string): string {
  return category === "" ? "" : ` (${category})`;
}
