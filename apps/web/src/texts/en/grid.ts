/** Words of long lists. */
export const gridTexts = {
  columns: "Columns",
  columnsLead: "Show on this device",
  choose: (name: string) => `Choose ${name}`,
  chooseAll: "Choose all",
  /** Where more rows may follow. */
  chooseAllShown: "Choose all shown",
  chooseNone: "Choose none",
  mostChosen: (n: number) => `At most ${n} can be changed in one go.`,
  /** Where a change of many was refused because of some of them. */
  noneChanged: (why: string) => `None was changed. ${why}`,
  waiting: "…",
  /** Where a long list is printed: only the rows on the screen are drawn. */
  onPaper: (shown: number, all: number) => `Printed: the ${shown} rows on the screen, of ${all}.`,
};
