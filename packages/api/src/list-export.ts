import { setImmediate as turnOfOthers } from "node:timers/promises";
import { CSV_BOM, csvLine } from "@daybook/contract/csv";
import type { CsvCell, CsvColumn } from "@daybook/contract/csv";
import { PAGE_LIMIT } from "@daybook/contract/paging";
import { findShop } from "@daybook/core/settings/shop";
import type { ApiContext } from "./context.ts";
import type { CsvColumns } from "./trpc.ts";
import { SHEET_TAIL, sheetHead, sheetRow } from "./xlsx.ts";

/**
 * `json` contains the rows as the procedure returns them, `csv` and `xlsx` the columns for a spreadsheet. The text of an
 * `xlsx` file is its sheet, which `workbookOf` puts into a workbook.
 */
export const EXPORT_FORMATS = ["csv", "json", "xlsx"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Where the rest of a file begins: after this cursor and this many rows. */
export interface FileSoFar {
  readonly cursor: string;
  readonly rows: number;
}

export interface ListExport {
  readonly ctx: ApiContext;
  readonly format: ExportFormat;
  readonly columns: CsvColumns;
  /** Whether the list is paged; otherwise it is returned at once. */
  readonly paged: boolean;
  /** Only the rows after these, to continue a file started elsewhere. */
  readonly after?: FileSoFar | undefined;
  /** Fetches one page through the procedure, including permission and contract. */
  fetch(page: { cursor?: string; limit?: number }): Promise<unknown>;
  /** The rest of the file, from another thread; by default every page is fetched here. */
  readonly continuedBy?: (after: FileSoFar) => Promise<AsyncIterable<string>>;
}

/** Lists require setup, so these are never used. */
const NOT_SET_UP = { exponent: 2, timeZone: "UTC" };

/**
 * A list as the pieces of one file, page by page, so a long list neither fills the memory nor blocks the process. The
 * first page is fetched before the promise settles, so a refusal is a proper response and not a broken file.
 */
export async function exportList(list: ListExport): Promise<AsyncIterable<string>> {
  const { ctx, format, columns, paged, fetch, after, continuedBy } = list;
  const first = asPage(
    await fetch({
      ...(paged ? { limit: PAGE_LIMIT } : {}),
      ...(after === undefined ? {} : { cursor: after.cursor }),
    }),
  );
  const shop = format === "json" ? null : await ctx.work.store.read((tx) => findShop(tx));
  const writer = writerOf(format, columns(shop ?? NOT_SET_UP));
  async function* pieces(): AsyncGenerator<string> {
    let before = after?.rows ?? 0;
    if (after === undefined) yield writer.head;
    for (let page = first; ;) {
      if (page.items.length > 0) yield writer.rows(page.items, before);
      before += page.items.length;
      const cursor = page.nextCursor;
      if (cursor === null) break;
      if (continuedBy !== undefined) return yield* await continuedBy({ cursor, rows: before });
      // On SQLite a page is read synchronously: other work (especially sales) comes first.
      await turnOfOthers();
      page = asPage(await fetch({ limit: PAGE_LIMIT, cursor }));
    }
    yield writer.tail(before);
  }
  return pieces();
}

/** The parts of a file; `before` is the number of rows already written. */
interface FileWriter {
  readonly head: string;
  rows(rows: readonly unknown[], before: number): string;
  tail(before: number): string;
}

const JSON_WRITER: FileWriter = {
  head: '{"items":[',
  rows: (rows, before) =>
    `${before > 0 ? "," : ""}\n${rows.map((row) => JSON.stringify(row)).join(",\n")}`,
  tail: (before) => (before > 0 ? "\n]}\n" : "]}\n"),
};

function writerOf(format: ExportFormat, columns: readonly CsvColumn<never>[]): FileWriter {
  if (format === "json") return JSON_WRITER;
  return format === "csv" ? csvWriter(columns) : sheetWriter(columns);
}

function sheetWriter(columns: readonly CsvColumn<never>[]): FileWriter {
  return {
    head: sheetHead(columns.map((column) => column.header)),
    // The header is row 1.
    rows: (rows, before) =>
      rows
        .map((row, index) =>
          sheetRow(
            columns.map((column) => cell(column, row)),
            before + index + 2,
          ),
        )
        .join(""),
    tail: () => SHEET_TAIL,
  };
}

function csvWriter(columns: readonly CsvColumn<never>[]): FileWriter {
  return {
    head: CSV_BOM + csvLine(columns.map((column) => column.header)),
    rows: (rows) => rows.map((row) => csvLine(columns.map((column) => cell(column, row)))).join(""),
    tail: () => "",
  };
}

interface AnyPage {
  readonly items: readonly unknown[];
  readonly nextCursor: string | null;
}

function cell(column: CsvColumn<never>, row: unknown): CsvCell {
  // safe because columns and procedure are defined together in the router, and the output contract checked the row
  return column.value(row as never);
}

function asPage(answer: unknown): AnyPage {
  // safe because every procedure with columns returns a page, or a list without paging
  const { items, nextCursor } = answer as { items: readonly unknown[]; nextCursor?: string | null };
  return { items, nextCursor: nextCursor ?? null };
}
