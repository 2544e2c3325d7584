import type { SafeEntryKind } from "@daybook/contract/safe";

const kinds: Readonly<Record<SafeEntryKind, string>> = {
  closing: "From a closing",
  drop: "Dropped from a drawer",
  top_up: "Into a drawer",
  deposit: "Deposit to the bank",
};

/** Texts of the safe and its deposits. */
export const safeTexts = {
  title: "Safe",
  lead: "Cash that left the drawers and is not at the bank yet.",
  cash: "Cash in the safe",
  figures: "Safe",
  entries: "Entries",
  list: "Entries of the safe, newest first",
  kinds,
  kind: "Entry",
  everyKind: "All entries",
  drawer: "Drawer",
  when: "When",
  who: "Who",
  amount: "Amount",
  note: "Note",
  slip: (number: string) => `Slip ${number}`,
  emptyTitle: "Nothing has been put into the safe yet",
  empty: "Closings and drops put cash into it; deposits take it to the bank.",
  noneFound: "No entries match these filters.",
  showAll: "Show all entries",
  waiting: (n: number) => (n === 1 ? "1 new entry, show it" : `${n} new entries, show them`),
  depositIt: "Deposit to the bank",
  depositTitle: "Deposit to the bank",
  inSafe: (amount: string) => `In the safe: ${amount}`,
  reference: "Number of the deposit slip",
  reason: "Note",
  close: "Close",
  save: "Record deposit",
  deposited: (amount: string) => `${amount} left the safe for the bank.`,
};
