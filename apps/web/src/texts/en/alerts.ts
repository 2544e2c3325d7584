import type { Alert } from "@daybook/contract/alerts";

/** Texts of alerts. */
export const alertTexts = {
  title: "Alerts",
  lead: "Products at or below their reorder point. You are alerted once; the alert closes when stock recovers.",
  table: "Alerts",
  tabs: "Which alerts",
  tab: {
    active: "Needs attention",
    snoozed: "Snoozed",
    dismissed: "Dismissed",
    resolved: "Resolved",
    all: "All",
  },
  counted: (label: string, count: number) => `${label} (${count})`,
  product: "Product",
  place: "Location",
  wholeShop: "Whole\u00a0shop",
  state: "State",
  severities: { low: "Low", out: "Out of stock" } satisfies Readonly<
    Record<Alert["severity"], string>
  >,
  resolved: "Resolved",
  left: "Left",
  reorderPoint: "Reorder point",
  since: "Since",
  snoozedUntil: (moment: string) => `until ${moment}`,
  actions: "Actions",
  receive: "Receive",
  dismiss: "Dismiss",
  dismissed: (name: string) => `Alert for ${name} dismissed until it is back in stock.`,
  snooze: "Snooze",
  snoozeOf: (name: string) => `Snooze the alert for ${name}`,
  snoozed: (name: string, moment: string) => `Alert for ${name} snoozed until ${moment}.`,
  reopen: "Reopen",
  reopened: (name: string) => `Alert for ${name} reopened.`,
  chosenTitle: "Selected alerts",
  chosen: (n: number) => (n === 1 ? "1 alert selected" : `${n} alerts selected`),
  snoozeMany: (n: number) => `Snooze ${n} alerts`,
  manySnoozed: (n: number, moment: string) =>
    n === 1 ? `1 alert snoozed until ${moment}.` : `${n} alerts snoozed until ${moment}.`,
  manyDismissed: (n: number) =>
    n === 1
      ? "1 alert dismissed until the product is back in stock."
      : `${n} alerts dismissed until the products are back in stock.`,
  manyReopened: (n: number) => (n === 1 ? "1 alert reopened." : `${n} alerts reopened.`),
  movedOn: "No change: the stock recovered, or someone else changed the alert first.",
  undo: "Undo",
  mayNot: "Your role can view alerts but not change them.",
  emptyTitle: "Nothing needs attention",
  empty: (moment: string) => `Last checked: ${moment}. New alerts appear here.`,
  emptyOf: {
    snoozed: "No snoozed alerts",
    dismissed: "No dismissed alerts",
    resolved: "No resolved alerts yet",
    all: "No alerts yet",
  },
  emptyHint: "Alerts come from the reorder points of products.",
  toProducts: "View products",
  toActive: "Show what needs attention",
  waiting: (n: number) => (n === 1 ? "1 new alert, show it" : `${n} new alerts, show them`),

  snoozeTitle: "Snooze until …",
  close: "Close",
  oneDay: "For 1 day",
  oneWeek: "For 1 week",
  untilDay: "Until the day",
  untilSubmit: "Snooze until then",
};
