/** Reads files to import: in this thread, or in another one that runs the same code. */
import type { DateOrder } from "@daybook/contract/imports";
import { DateOrderFinder } from "./date-text.ts";
import type { ImportFile } from "./import-file.ts";
import { refuseFile } from "./import-file.ts";
import { DraftMaker } from "./draft-maker.ts";
import type { Draft, DraftOrder } from "./draft-maker.ts";
import type { ReadingLimits } from "./limits.ts";
import { detectDecimalMark } from "./number-text.ts";
import { openTable } from "./read-table.ts";

/** Rows per piece: a few milliseconds of work for the thread that compares them with the shop. */
const ROWS_PER_PIECE = 100;
const SAMPLE_ROWS = 5;
/** Rows that the decimal mark is detected from. */
const MARK_ROWS = 200;

/** The beginning of a file. */
export interface RawHead {
  readonly format: "csv" | "xlsx";
  readonly encoding: string;
  readonly delimiter: string;
  readonly sheets: string[];
  readonly headings: string[];
  readonly samples: string[][];
  readonly decimalMark: "point" | "comma";
}

/** `file` is the hash under which it is kept. */
export interface ReadingOrder extends DraftOrder {
  readonly file: string;
  readonly sheet: string | null;
}

/** All refuse 422 `import_file_refused`. */
export interface ImportReader {
  head(file: string, sheet: string | null): Promise<RawHead>;
  drafts(order: ReadingOrder): AsyncIterable<Draft[]>;
  /** How the column of dates is written; null if it can be read in two ways. */
  dateOrder(order: ReadingOrder): Promise<DateOrder | null>;
}

export type OpenImportFile = (hash: string) => Promise<ImportFile | null>;

/** A reader in this thread. */
export function createImportReader(open: OpenImportFile, limits: ReadingLimits): ImportReader {
  const tableOf = async (hash: string) => {
    const file = await open(hash);
    if (file === null) throw refuseFile("missing");
    return openTable(file, limits);
  };
  return {
    head: async (file, sheet) => {
      const table = await tableOf(file);
      const rows: string[][] = [];
      for await (const row of table.rows(sheet)) if (rows.push(row) > MARK_ROWS) break;
      const [headings = [], ...others] = rows;
      if (others.length === 0) throw refuseFile("empty");
      return {
        format: table.format,
        encoding: table.encoding,
        delimiter: table.delimiter,
        sheets: [...table.sheets],
        headings,
        samples: others.slice(0, SAMPLE_ROWS),
        decimalMark: detectDecimalMark(others.flat()),
      };
    },
    dateOrder: async ({ file, sheet, columns }) => {
      const table = await tableOf(file);
      const finder = new DateOrderFinder();
      const dates = columns.filter(({ field }) => field === "date");
      let row = 0;
      for await (const cells of table.rows(sheet))
        if (++row > 1) for (const { column } of dates) finder.add(cells[column] ?? "");
      return finder.found();
    },
    drafts: async function* (order) {
      const table = await tableOf(order.file);
      const maker = new DraftMaker(order);
      let drafts: Draft[] = [];
      let row = 0;
      for await (const cells of table.rows(order.sheet)) {
        if (++row > 1) drafts.push(maker.make(cells, row));
        if (drafts.length < ROWS_PER_PIECE) continue;
        yield drafts;
        drafts = [];
      }
      if (drafts.length > 0) yield drafts;
      if (row < 2) throw refuseFile("empty");
    },
  };
}
