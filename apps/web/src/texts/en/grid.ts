/** Words of long lists. */
export const gridTexts = {
  columns: "Columns",
  filters: "Filters",
  columnsLead: "Show on this device",
  choose: (name: string) => `Select ${name}`,
  chooseAll: "Select all",
  /** Where more rows may follow. */
  chooseAllShown: "Select all shown",
  chooseNone: "Clear selection",
  mostChosen: (n: number) => `You can change at most ${n} at once.`,
  /** Where a change of many was refused because of some of them. */
  noneChanged: (why: string) => `Nothing was changed. ${why}`,
  waiting: "…",
  /** Where a long list is printed: only the rows on the screen are drawn. */
  onPaper: (shown: number, all: number) => `Printed: the ${shown} rows on the screen, of ${all}.`,
};
