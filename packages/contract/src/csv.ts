/** A decimal that is written digit by digit: as a number, `4.50` would lose its last digit. */
export interface CsvDecimal {
  readonly decimal: string;
}

/** What stands in one field: text, a number as it is, or a decimal with the digits it has. */
export type CsvCell = string | number | CsvDecimal;

/** One column of a CSV file. */
export interface CsvColumn<Row> {
  readonly header: string;
  readonly value: (row: Row) => CsvCell;
}

/** The byte order mark a spreadsheet needs at the start of a file to read it as UTF-8. */
export const CSV_BOM = "\uFEFF";

const LINE_END = "\r\n";
const DECIMAL = /^-?\d+(\.\d+)?$/;
// What a spreadsheet would run as a formula, the full-width signs included. Apostrophes before it count too, so that
// a text which already begins with one comes back as it was.
const FORMULA = /^'*\s*[=+\-@\t\r＝＋－＠]/;

/**
 * Rows as one CSV text by RFC 4180 with CRLF after every line, the header first, without a byte order mark.
 * Text is always quoted and guarded against being run as a formula (`guardFormula`); numbers and decimals are neither.
 * RangeError for a number that is not finite and for a decimal that is none.
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
export function csvLine(cells: readonly CsvCell[]): string {
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

function csvCell(value: CsvCell): string {
  if (typeof value === "object") {
    if (!DECIMAL.test(value.decimal))
      throw new RangeError(`${value.decimal} cannot be written to a CSV file as a number`);
    return value.decimal;
  }
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new RangeError(`${value} cannot be written to a CSV file`);
    return String(value);
  }
  const oneLine = guardFormula(value).replace(/\r\n|\r|\n/g, " ");
  return `"${oneLine.replaceAll('"', '""')}"`;
}
