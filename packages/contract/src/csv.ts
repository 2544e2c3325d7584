/** One column of a CSV file. Numbers are written as they are; every other value must come as text. */
export interface CsvColumn<Row> {
  readonly header: string;
  readonly value: (row: Row) => string | number;
}

/** The byte order mark a spreadsheet needs at the start of a file to read it as UTF-8. */
export const CSV_BOM = "\uFEFF";

const LINE_END = "\r\n";
// What a spreadsheet would run as a formula, the full-width signs included. Apostrophes before it count too, so that
// a text which already begins with one comes back as it was.
const FORMULA = /^'*\s*[=+\-@\t\r＝＋－＠]/;

/**
 * Rows as one CSV text by RFC 4180 with CRLF after every line, the header first, without a byte order mark.
 * Text is always quoted and guarded against being run as a formula (`guardFormula`); numbers are neither.
 * RangeError for a number that is not finite.
 */
export function toCsv<Row>(columns: readonly CsvColumn<Row>[], rows: Iterable<Row>): string {
  return [...csvLines(columns, rows)].join("");
}

/** The lines of `toCsv` one by one, each with its line end, so that a long file can be written while it is read. */
export function* csvLines<Row>(
  columns: readonly CsvColumn<Row>[],
  rows: Iterable<Row>,
): Generator<string> {
  yield csvLine(columns.map((column) => column.header));
  for (const row of rows) yield csvLine(columns.map((column) => column.value(row)));
}

/** One line of CSV with its line end, for rows that arrive asynchronously. */
export function csvLine(cells: readonly (string | number)[]): string {
  return cells.map(csvCell).join(",") + LINE_END;
}

/** Puts one apostrophe before a text that a spreadsheet would run as a formula. */
export function guardFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Takes away exactly the apostrophe that `guardFormula` put there, for reading our own files back. */
export function unguardFormula(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}

function csvCell(value: string | number): string {
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new RangeError(`${value} cannot be written to a CSV file`);
    return String(value);
  }
  const oneLine = guardFormula(value).replace(/\r\n|\r|\n/g, " ");
  return `"${oneLine.replaceAll('"', '""')}"`;
}
