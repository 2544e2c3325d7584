import type { ArchivedRows } from "@daybook/contract/archives";

type Format = (n: number) => string;

const rowsOf = ({ movements, tillEvents, auditEntries }: ArchivedRows, format: Format): string =>
  [
    movements === 1
      ? "1 stock movement of a sale"
      : `${format(movements)} stock movements of sales`,
    tillEvents === 1
      ? "1 entry of the till journal"
      : `${format(tillEvents)} entries of the till journal`,
    `${format(auditEntries)} of the audit log`,
  ].join(", ");

/** Texts of the archive of closed years. */
export const closedYearsTexts = {
  title: "Closed years",
  lead: "Old stock movements of sales, the till journal and the audit log can move to an archive, so that the database stays small. Every list, report and receipt shows them as before.",
  archived: "In the archive",
  nothing: "Nothing: all records are in the database",
  before: (year: number) => `Records of the years before ${year}`,
  rows: "Content",
  rowsOf,
  moved: "Moved",
  retention: "Records must be kept for",
  years: (n: number) => (n === 1 ? "1 year" : `${n} years`),
  year: "Move the years before",
  yearHint: (latest: number) => `At most ${latest}: two full years always stay.`,
  wouldMove: (rows: string) => `Would move: ${rows}.`,
  wouldMoveNothing: "There are no records of these years.",
  nothingYet: (latest: number) =>
    `There is nothing to move: two full years always stay, and there are no records of the years before ${latest}.`,
  move: "Move to the archive",
  back: "Move everything back",
  purge: "Delete old audit entries",
  purgeYear: "Delete the audit log of the years before",
  purgeHint: (years: number) =>
    `Possible once ${years} years have passed since the end of those years. Documents, the ledger and the till journal stay for ever.`,
  pause:
    "Daybook stops for it, makes a backup and starts again. It takes from seconds to a few minutes: do it when nobody sells.",
  started: "Daybook stops, moves the records and starts again. This page shows the result.",
  done: "The records have moved.",
  notDone: "Nothing has moved. The server's terminal says why.",
};
