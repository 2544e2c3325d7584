import { refuseFile } from "./import-file.ts";
import type { ReadingLimits } from "./limits.ts";

const QUOTE = 34;
const RETURN = 13;
const DELIMITERS = [",", ";", "\t", "|"];

type CsvLimits = Pick<ReadingLimits, "cell" | "columns">;

/**
 * Reads CSV (RFC 4180) piece by piece: any delimiter of one character, quoted cells with line breaks, lines that end
 * with LF, CR or CRLF. Text after a closing quotation mark belongs to the cell. Empty lines are left out. `cellOf` makes
 * a cell of its text and of whether it has quotation marks.
 */
export class CsvReader<Cell> {
  readonly #ends: RegExp;
  readonly #limits: CsvLimits;
  readonly #cellOf: (text: string, isQuoted: boolean) => Cell;
  #text = "";
  #at = 0;
  #row = 0;

  constructor(
    delimiter: string,
    limits: CsvLimits,
    cellOf: (text: string, isQuoted: boolean) => Cell,
  ) {
    this.#ends = new RegExp(`[${delimiter === "\t" ? "\\t" : `\\${delimiter}`}\\r\\n]`, "g");
    this.#limits = limits;
    this.#cellOf = cellOf;
  }

  /** The complete rows so far. Refuses 422 `import_file_refused` for a cell or row beyond the limits. */
  *push(text: string): Generator<Cell[]> {
    this.#text = this.#text.slice(this.#at) + text;
    this.#at = 0;
    yield* this.#rows(false);
    if (this.#text.length - this.#at > this.#limits.cell * 2 + text.length)
      throw refuseFile("cell_too_long", this.#row + 1);
  }

  /** The last row, if the file does not end with a line break. */
  *finish(): Generator<Cell[]> {
    yield* this.#rows(true);
  }

  *#rows(isEnd: boolean): Generator<Cell[]> {
    while (this.#at < this.#text.length) {
      const row = this.#readRow(isEnd);
      if (row === null) return;
      this.#row++;
      if (!row.isEmpty) yield row.cells;
    }
  }

  /** Null if the row is not complete yet. */
  #readRow(isEnd: boolean): { readonly cells: Cell[]; readonly isEmpty: boolean } | null {
    const cells: Cell[] = [];
    let at = this.#at;
    for (;;) {
      const cell = this.#readCell(at, isEnd);
      if (cell === null) return null;
      if (cell.text.length > this.#limits.cell) throw refuseFile("cell_too_long", this.#row + 1);
      // Checked at once: a row of a million columns does not arrive in one piece.
      if (cells.push(this.#cellOf(cell.text, cell.isQuoted)) > this.#limits.columns)
        throw refuseFile("too_many_columns", this.#row + 1);
      const next = this.#afterCell(cell.end, isEnd);
      if (next === null) return null;
      at = next.at;
      if (next.isLast) {
        this.#at = at;
        return { cells, isEmpty: cells.length === 1 && cell.text === "" };
      }
    }
  }

  #readCell(at: number, isEnd: boolean): ReadCell | null {
    let quoted = "";
    let start = at;
    const isQuoted = this.#text.charCodeAt(at) === QUOTE;
    if (isQuoted) {
      const close = this.#closingQuote(at + 1, isEnd);
      if (close === null) return null;
      quoted = this.#text.slice(at + 1, close).replaceAll('""', '"');
      start = close + 1;
    }
    this.#ends.lastIndex = start;
    const end = this.#ends.exec(this.#text)?.index ?? (isEnd ? this.#text.length : -1);
    return end === -1 ? null : { text: quoted + this.#text.slice(start, end), isQuoted, end };
  }

  #closingQuote(from: number, isEnd: boolean): number | null {
    let at = from;
    for (;;) {
      const quote = this.#text.indexOf('"', at);
      if (quote === -1) {
        if (isEnd) throw refuseFile("quote_not_closed", this.#row + 1);
        return null;
      }
      if (quote + 1 === this.#text.length && !isEnd) return null;
      if (this.#text.charCodeAt(quote + 1) !== QUOTE) return quote;
      at = quote + 2;
    }
  }

  #afterCell(
    end: number,
    isEnd: boolean,
  ): { readonly at: number; readonly isLast: boolean } | null {
    const char = this.#text.charCodeAt(end);
    if (end >= this.#text.length) return { at: end, isLast: true };
    if (char === RETURN) {
      if (end + 1 === this.#text.length && !isEnd) return null;
      return { at: this.#text[end + 1] === "\n" ? end + 2 : end + 1, isLast: true };
    }
    return { at: end + 1, isLast: this.#text[end] === "\n" };
  }
}

interface ReadCell {
  readonly text: string;
  readonly isQuoted: boolean;
  readonly end: number;
}

/** The delimiter of a CSV file by its first line: the candidate that occurs most often outside quotation marks. */
export function detectDelimiter(text: string): string {
  const counts = new Map(DELIMITERS.map((delimiter) => [delimiter, 0]));
  let isQuoted = false;
  for (const char of text) {
    if (char === '"') isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (char === "\n" || char === "\r") {
      if ([...counts.values()].some((count) => count > 0)) break;
      continue;
    }
    const count = counts.get(char);
    if (count !== undefined) counts.set(char, count + 1);
  }
  const [most = ","] = DELIMITERS.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return most;
}
