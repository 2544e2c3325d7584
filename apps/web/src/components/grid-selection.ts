/**
 * The selected rows and how the grid changes them. Rows are identified by index, because not all of them are loaded.
 */
export interface GridSelection<Row> {
  isChosen: (row: Row) => boolean;
  /** "some" if only some rows are selected. */
  readonly all: "all" | "some" | "none";
  choose: (row: Row, chosen: boolean) => void;
  /** Selects every row between two indexes, both included. */
  chooseRange: (from: number, to: number) => void;
  chooseAll: (chosen: boolean) => void;
}
