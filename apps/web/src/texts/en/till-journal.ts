import type { TillEventKind } from "@daybook/contract/till-events";

const kinds: Readonly<Record<TillEventKind, string>> = {
  line_removed: "Line removed",
  cart_cancelled: "Cart cancelled",
  price_override: "Price changed",
  discount: "Discount",
  no_sale: "Drawer opened without a sale",
  copy_printed: "Copy printed",
  drawer_opened: "Drawer opened",
  sign_on: "Signed in",
  sign_off: "Signed out",
  x_taken: "X report taken",
  printer_failed: "Printer failed",
  training_on: "Training started",
  training_off: "Training ended",
  offline_from: "Connection lost",
  offline_to: "Connection back",
};

/** Texts of the till journal. */
export const tillJournalTexts = {
  title: "Till journal",
  lead: "What happened at the tills besides sales: removed lines, changed prices, discounts, copies and more. Entries cannot be edited.",
  noAccess: "Your role cannot see the till journal. Ask the owner.",
  list: "Events, newest first",
  counts: "Number of events",
  kinds,
  kind: "Event",
  everyKind: "All events",
  till: "Till",
  everyTill: "All tills",
  noTill: "No till",
  when: "When",
  who: "Who",
  amount: "Amount",
  detail: "Details",
  sale: "Receipt",
  numbered: (till: string, number: string) => `${till}, no. ${number}`,
  empty: "Nothing has been recorded yet.",
  noneFound: "No events match these filters.",
  showAll: "Show all events",
  waiting: (n: number) => (n === 1 ? "1 new event, show it" : `${n} new events, show them`),
};
