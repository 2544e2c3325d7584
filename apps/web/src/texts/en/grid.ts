/** Texts of long lists. */
export const gridTexts = {
  columns: "Columns",
  filters: "Filters",
  columnsLead: "Show on this device",
  choose: (name: string) => `Select ${name}`,
  chooseAll: "Select all",
  /** If there may be more rows. */
  chooseAllShown: "Select all shown",
  chooseNone: "Clear selection",
  mostChosen: (n: number) => `You can change at most ${n} at once.`,
  /** If a bulk change was refused because of some rows. */
  noneChanged: (why: string) => `Nothing was changed. ${why}`,
  moreFor: (name: string) => `More for ${name}`,
  waiting: "…",
  /** When a long list is printed: only the visible rows are rendered. */
  onPaper: (shown: number, all: number) => `Printed: the ${shown} rows on the screen, of ${all}.`,
};
