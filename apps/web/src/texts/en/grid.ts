/** Words of long lists. */
export const gridTexts = {
  columns: "Columns",
  columnsLead: "Show on this device",
  choose: (name: string) => `Choose ${name}`,
  chooseAll: "Choose all",
  waiting: "…",
};
