/** Which rows are chosen, and how the grid changes that. Rows are told by their place: not all of them are loaded. */
export interface GridSelection<Row> {
  isChosen: (row: Row) => boolean;
  /** "some" while a part of the rows is chosen. */
  readonly all: "all" | "some" | "none";
  choose: (row: Row, chosen: boolean) => void;
  /** Chooses every row between two places, both included. */
  chooseRange: (from: number, to: number) => void;
  chooseAll: (chosen: boolean) => void;
}
