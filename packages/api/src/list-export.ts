import { setImmediate as turnOfOthers } from "node:timers/promises";
import { CSV_BOM, csvLine } from "@daybook/contract/csv";
import type { CsvCell, CsvColumn } from "@daybook/contract/csv";
import { PAGE_LIMIT } from "@daybook/contract/paging";
import { findShop } from "@daybook/core/settings/shop";
import type { ApiContext } from "./context.ts";
import type { CsvColumns } from "./trpc.ts";

/** `json` contains the rows as the procedure returns them, `csv` the columns for a spreadsheet. */
export type ExportFormat = "csv" | "json";

export interface ListExport {
  readonly ctx: ApiContext;
  readonly format: ExportFormat;
  readonly columns: CsvColumns;
  /** Whether the list is paged; otherwise it is returned at once. */
  readonly paged: boolean;
  /** Only the rows after this cursor, to continue a file started elsewhere. */
  readonly after?: string | undefined;
  /** Fetches one page through the procedure, including permission and contract. */
  fetch(page: { cursor?: string; limit?: number }): Promise<unknown>;
  /** The rows after a cursor, from another thread; by default every page is fetched here. */
  readonly continuedBy?: (cursor: string) => Promise<AsyncIterable<string>>;
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
      ...(after === undefined ? {} : { cursor: after }),
    }),
  );
  const shop = format === "csv" ? await ctx.work.store.read((tx) => findShop(tx)) : null;
  const writer = format === "json" ? JSON_WRITER : csvWriter(columns(shop ?? NOT_SET_UP));
  async function* pieces(): AsyncGenerator<string> {
    let isBegun = after !== undefined;
    if (!isBegun) yield writer.head;
    for (let page = first; ;) {
      if (page.items.length > 0) yield writer.rows(page.items, isBegun);
      isBegun ||= page.items.length > 0;
      const cursor = page.nextCursor;
      if (cursor === null) break;
      if (continuedBy !== undefined) return yield* await continuedBy(cursor);
      // On SQLite a page is read synchronously: other work (especially sales) comes first.
      await turnOfOthers();
      page = asPage(await fetch({ limit: PAGE_LIMIT, cursor }));
    }
    yield writer.tail(isBegun);
  }
  return pieces();
}

/** The parts of a file; `isBegun` tells whether a row has been written. */
interface FileWriter {
  readonly head: string;
  rows(rows: readonly unknown[], isBegun: boolean): string;
  tail(isBegun: boolean): string;
}

const JSON_WRITER: FileWriter = {
  head: '{"items":[',
  rows: (rows, isBegun) =>
    `${isBegun ? "," : ""}\n${rows.map((row) => JSON.stringify(row)).join(",\n")}`,
  tail: (isBegun) => (isBegun ? "\n]}\n" : "]}\n"),
};

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
