import type { Alert } from "@daybook/contract/alerts";

/** Words of what runs low. */
export const alertTexts = {
  title: "Alerts",
  lead: "What fell to its reorder point. Each alert speaks once and closes itself when stock is back.",
  table: "Alerts",
  tabs: "Which alerts",
  tab: {
    active: "Needs you",
    snoozed: "Snoozed",
    dismissed: "Dismissed",
    resolved: "Resolved",
    all: "All",
  },
  counted: (label: string, count: number) => `${label} (${count})`,
  product: "Product",
  place: "Location",
  wholeShop: "Whole shop",
  state: "State",
  severities: { low: "Low", out: "Out" } satisfies Readonly<Record<Alert["severity"], string>>,
  resolved: "Resolved",
  left: "Left",
  reorderPoint: "Reorder point",
  since: "Since",
  snoozedUntil: (moment: string) => `until ${moment}`,
  actions: "Actions",
  receive: "Receive",
  dismiss: "Dismiss",
  dismissed: (name: string) => `${name}: silent until it is back in stock.`,
  snooze: "Snooze",
  snoozeOf: (name: string) => `Snooze the alert of ${name}`,
  snoozed: (name: string, moment: string) => `${name}: silent until ${moment}.`,
  reopen: "Bring back",
  reopened: (name: string) => `${name} waits for someone again.`,
  chosenTitle: "Chosen alerts",
  chosen: (n: number) => (n === 1 ? "1 alert chosen" : `${n} alerts chosen`),
  snoozeMany: (n: number) => `Snooze ${n} alerts`,
  manySnoozed: (n: number, moment: string) =>
    n === 1 ? `1 alert: silent until ${moment}.` : `${n} alerts: silent until ${moment}.`,
  manyDismissed: (n: number) =>
    n === 1
      ? "1 alert: silent until it is back in stock."
      : `${n} alerts: silent until they are back in stock.`,
  manyReopened: (n: number) =>
    n === 1 ? "1 alert waits for someone again." : `${n} alerts wait for someone again.`,
  movedOn: "Nothing to answer any more: the stock is back, or someone was quicker.",
  undo: "Undo",
  mayNot: "Your role can look at alerts, not answer them.",
  emptyTitle: "Nothing needs you",
  empty: (moment: string) => `Looked at ${moment}. A new alert appears here by itself.`,
  emptyOf: {
    snoozed: "No alert is snoozed",
    dismissed: "No alert is dismissed",
    resolved: "No alert was resolved yet",
    all: "There has been no alert yet",
  },
  emptyHint: "Alerts come from the reorder points of products.",
  toProducts: "Look at the products",
  toActive: "What needs you",
  waiting: (n: number) => (n === 1 ? "1 new alert, show it" : `${n} new alerts, show them`),

  snoozeTitle: "Snooze until …",
  close: "Close",
  oneDay: "For 1 day",
  oneWeek: "For 1 week",
  untilDay: "Until the day",
  untilSubmit: "Snooze until then",
};
