/** Texts of the safe. */
export const safeTexts = {
  title: "Safe",
  lead: "Cash that left the drawers and is not at the bank yet.",
  cash: "Cash in the safe",
  figures: "Safe",
  list: "Entries of the safe, newest first",
  what: "Entry",
  drawer: "Drawer",
  when: "When",
  who: "Who",
  amount: "Amount",
  note: "Note",
  emptyTitle: "Nothing has moved yet",
  empty: "Drops, closings and deposits appear here.",
  waiting: (n: number) => (n === 1 ? "1 new entry, show it" : `${n} new entries, show them`),
};
