/** A decimal that is written digit by digit: as a number, `4.50` would lose its last digit. */
export interface CsvDecimal {
  readonly decimal: string;
}

/** The value of one field: text, a number, or a decimal with fixed digits. */
export type CsvCell = string | number | CsvDecimal;

/** One column of a CSV file. */
export interface CsvColumn<Row> {
  readonly header: string;
  readonly value: (row: Row) => CsvCell;
}

/** The byte order mark with which spreadsheets recognize UTF-8. */
export const CSV_BOM = "\uFEFF";

const LINE_END = "\r\n";
const DECIMAL = /^-?\d+(\.\d+)?$/;
// Text that a spreadsheet would run as a formula, including full-width signs. Leading apostrophes are included, so
// text that already starts with one can be restored exactly.
const FORMULA = /^'*\s*[=+\-@\t\r＝＋－＠]/;

/**
 * Rows as CSV (RFC 4180) with CRLF after every line, starting with the header, without a byte order mark. Text is
 * always quoted and protected against formula injection (`guardFormula`); numbers and decimals are not. RangeError
 * for a number that is not finite and for an invalid decimal.
 */
export function toCsv<Row>(columns: readonly CsvColumn<Row>[], rows: Iterable<Row>): string {
  return [...csvLines(columns, rows)].join("");
}

/** The lines of `toCsv` one by one with their line ends, so a long file can be streamed. */
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

/** Adds one apostrophe to text that a spreadsheet would run as a formula. */
export function guardFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Removes the apostrophe that `guardFormula` added, to read our own files. */
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

/**
 * One line of a file that is read back exactly: text is quoted and keeps its line breaks, and its first apostrophe
 * belongs to the file (`unguardFormula`); null is an empty field without quotes, empty text is `""`; integers are
 * digits, flags `true` and `false`. RangeError for a number that is not a safe integer.
 */
export function exactCsvLine(cells: readonly (string | number | boolean | null)[]): string {
  return cells.map(exactCsvCell).join(",") + LINE_END;
}

function exactCsvCell(value: string | number | boolean | null): string {
  if (value === null) return "";
  if (typeof value === "string") return `"${guardFormula(value).replaceAll('"', '""')}"`;
  if (typeof value === "number" && !Number.isSafeInteger(value))
    throw new RangeError(`${value} cannot be written to a file exactly`);
  return String(value);
}
