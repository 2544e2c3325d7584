import { setImmediate as turnOfOthers } from "node:timers/promises";
import { CSV_BOM, csvLine } from "@daybook/contract/csv";
import type { CsvCell, CsvColumn } from "@daybook/contract/csv";
import { PAGE_LIMIT } from "@daybook/contract/paging";
import { findShop } from "@daybook/core/settings/shop";
import type { ApiContext } from "./context.ts";
import type { CsvColumns } from "./trpc.ts";

/** `json` has the rows as the procedure answers them, `csv` the columns that a spreadsheet wants. */
export type ExportFormat = "csv" | "json";

export interface ListExport {
  readonly ctx: ApiContext;
  readonly format: ExportFormat;
  readonly columns: CsvColumns;
  /** Whether the list comes in pages; otherwise it is whole at once. */
  readonly paged: boolean;
  /** Only what follows this cursor, to be added to a file that was begun elsewhere. */
  readonly after?: string | undefined;
  /** Fetches one page through the procedure itself, permission and contract included. */
  fetch(page: { cursor?: string; limit?: number }): Promise<unknown>;
  /** What follows a cursor, made by another thread; every page is fetched here unless given. */
  readonly continuedBy?: (cursor: string) => Promise<AsyncIterable<string>>;
}

/** Nobody reaches a list before set-up, so that these are never written. */
const NOT_SET_UP = { exponent: 2, timeZone: "UTC" };

/**
 * A list as the pieces of one file, page by page, so that a long one neither waits in memory nor blocks the process.
 * The first page is fetched before the promise settles: a refusal is still a refusal and no broken file.
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
      // On SQLite a page is read without leaving the thread: whoever waits (a sale above all) comes first.
      await turnOfOthers();
      page = asPage(await fetch({ limit: PAGE_LIMIT, cursor }));
    }
    yield writer.tail(isBegun);
  }
  return pieces();
}

/** The parts of a file; `isBegun` says whether a row is there already. */
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
  // safe because columns and procedure stand in one line of the router, and the output contract checked the row
  return column.value(row as never);
}

function asPage(answer: unknown): AnyPage {
  // safe because every procedure with columns answers a page, or a list without further pages
  const { items, nextCursor } = answer as { items: readonly unknown[]; nextCursor?: string | null };
  return { items, nextCursor: nextCursor ?? null };
}
