import type { CashEntryKind } from "@daybook/contract/cash-entry-kinds";

const kinds: Readonly<Record<CashEntryKind, string>> = {
  pay_in: "Pay in",
  pay_out: "Pay out",
  drop: "Drop to safe",
  top_up: "Top up from safe",
  deposit: "Deposit",
};

/** What a closing report is numbered by. */
interface NumberedClosing {
  readonly number: number;
  readonly series: number;
}

/** A restored backup begins another series of closing reports, and its numbers continue. */
export function closingNo({ number, series }: NumberedClosing): string {
  return series === 1 ? `No. ${number}` : `No. ${series}-${number}`;
}

/** Words of the cash drawer that several screens share. */
export const drawerWords = {
  kinds,
  closed: "Closed",
  openSince: (when: string, who: string) => `Open since ${when}, ${who}`,
  float: "Float",
  noSale: "No sale",
  reportSoFar: "Report so far",
  closing: (closing: NumberedClosing) => `Closing report ${closingNo(closing)}`,
  supplementOf: (number: number) => `Supplement to No. ${number}`,
  expected: "Expected",
  counted: "Counted",
  difference: "Difference",
  short: (amount: string) => `${amount} short`,
  over: (amount: string) => `${amount} over`,
  overnight: "Difference overnight",
  left: "Left in drawer",
  toSafe: "Into the safe",
};

/** Texts of Settings, Drawers. */
export const drawersTexts = {
  title: "Drawers",
  lead: "Each cash drawer is opened with a float, counted and closed. Several tills can share one.",
  add: "Add drawer",
  list: "Drawers",
  name: "Name",
  nameHint: "Where it is, such as Front or Café.",
  tills: "Tills",
  tillsHint: "Their cash goes into this drawer. A till has one drawer at most.",
  noTills: "No tills",
  noTillsYet: "There are no tills yet. Make a device a till first, under Settings, Tills.",
  inOther: (drawer: string) => `Now in ${drawer}`,
  state: "State",
  actions: "Actions",
  change: "Edit",
  show: "Show",
  shows: { active: "Active", inactive: "Deactivated", all: "All" },
  noneHere: "No drawers match this filter.",
  showActive: "Show active drawers",
  isDeactivated: "Deactivated",
  emptyTitle: "No drawers yet",
  empty:
    "With a drawer, cash is counted against what the documents say; a small shop can also sell without one.",
  newTitle: "New drawer",
  editTitle: "Edit drawer",
  close: "Close",
  save: "Save drawer",
  deactivate: "Deactivate",
  reactivate: "Reactivate",
  deactivated: (name: string) => `${name} is deactivated.`,
  reactivated: (name: string) => `${name} is active again.`,
  undo: "Undo",
};
