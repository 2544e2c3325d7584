import type { CardPaymentKind } from "@daybook/contract/card-payments";

const payments: Readonly<Record<CardPaymentKind, string>> = {
  pay: "card payment",
  refund: "card refund",
};

/** Texts of the end of day: all drawers of the shop, and opening one. */
export const endOfDayTexts = {
  title: "End of day",
  lead: "Count the cash of each drawer, explain differences, and close the day.",
  emptyTitle: "No drawers yet",
  empty: "Add a drawer and say which tills put their cash into it.",
  toDrawers: "Go to Settings, Drawers",
  askForDrawer: "Ask a manager to add one under Settings, Drawers.",
  stillOpen: "Still open",
  toTill: "Go to the till",
  refused: (n: number) =>
    n === 1
      ? "1 paid sale of this device was refused and needs a decision."
      : `${n} paid sales of this device were refused and need a decision.`,
  unsent: (n: number) =>
    n === 1
      ? "1 paid sale of this device is not sent yet."
      : `${n} paid sales of this device are not sent yet.`,
  cardWithoutSale: (kind: CardPaymentKind, amount: string, when: string) =>
    `A ${payments[kind]} of ${amount} (${when}) was approved, but no sale has it.`,
  cardUnknown: (kind: CardPaymentKind, amount: string, when: string) =>
    `The outcome of a ${payments[kind]} of ${amount} (${when}) is not known.`,
  settle: "Settle",
  unseen: (till: string, when: string) =>
    `${till} was last seen on ${when}. Sales that it still holds will be in a supplement.`,
  allClosed: "All drawers are closed.",
  reportsOfToday: "Closing reports of today",
  closedWith: (amount: string) => `Closed, with ${amount} in it.`,
  openSince: (when: string, who: string) => `Open since ${when}, by ${who}.`,
  tills: (names: string) => `Tills: ${names}`,
  noTills: "No till uses this drawer.",
  countAndClose: "Count and close",
  open: "Open drawer",
  openTitle: (name: string) => `Open ${name}`,
  openLead: (amount: string) => `The previous closing left ${amount} in it.`,
  openFirst: "It has not been closed before. Enter the cash that is in it.",
  openEmpty: (zero: string) =>
    `Nothing was left in it. If the float comes from the safe, open with ${zero} and top up from the safe.`,
  floatDiffers: (amount: string, isLess: boolean) =>
    `${amount} ${isLess ? "less" : "more"} than was left: recorded as a difference overnight.`,
  opened: (name: string, amount: string) => `${name} is open with ${amount}.`,
  close: "Close",
  cashOfDay: "Cash of today",
  cashLead:
    "Cash sales less refunds and voids. Cash outside the drawers was taken on devices without a drawer, or before a drawer was first opened.",
  drawer: "Drawer",
  outside: "Cash outside the drawers",
  documents: "Documents",
  cash: "Cash",
  together: "Together",
};

/** Texts of the sheet that settles a card payment without a sale. */
export const settleCardTexts = {
  title: "Settle card payment",
  lead: (kind: CardPaymentKind, amount: string) =>
    kind === "pay"
      ? `Refund ${amount} at the card terminal first. This only records that it was done.`
      : `Charge ${amount} again at the card terminal first. This only records that it was done.`,
  reason: "Reason",
  save: "Record as settled",
  close: "Close",
  settled: (amount: string) => `The card payment of ${amount} is settled.`,
};
