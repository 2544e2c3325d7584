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
  /** Fetches one page through the procedure itself, permission and contract included. */
  fetch(page: { cursor?: string; limit?: number }): Promise<unknown>;
}

/** Nobody reaches a list before set-up, so that these are never written. */
const NOT_SET_UP = { exponent: 2, timeZone: "UTC" };

/**
 * A list as the pieces of one file, page by page, so that a long one neither waits in memory nor blocks the process.
 * The first page is fetched before the promise settles: a refusal is still a refusal and no broken file.
 */
export async function exportList({
  ctx,
  format,
  columns,
  paged,
  fetch,
}: ListExport): Promise<AsyncIterable<string>> {
  const first = asPage(await fetch(paged ? { limit: PAGE_LIMIT } : {}));
  async function* pages(): AsyncGenerator<readonly unknown[]> {
    for (
      let page = first;
      ;
      page = asPage(await fetch({ limit: PAGE_LIMIT, cursor: page.nextCursor }))
    ) {
      yield page.items;
      if (page.nextCursor === null) return;
      // On SQLite a page is read without leaving the thread: whoever waits (a sale above all) comes first.
      await turnOfOthers();
    }
  }
  if (format === "json") return jsonPieces(pages());
  const shop = await ctx.work.store.read((tx) => findShop(tx));
  return csvPieces(pages(), columns(shop ?? NOT_SET_UP));
}

async function* csvPieces(
  pages: AsyncIterable<readonly unknown[]>,
  columns: readonly CsvColumn<never>[],
): AsyncGenerator<string> {
  yield CSV_BOM + csvLine(columns.map((column) => column.header));
  for await (const rows of pages)
    yield rows.map((row) => csvLine(columns.map((column) => cell(column, row)))).join("");
}

async function* jsonPieces(pages: AsyncIterable<readonly unknown[]>): AsyncGenerator<string> {
  let before = '{"items":[';
  for await (const rows of pages) {
    if (rows.length === 0) continue;
    yield `${before}\n${rows.map((row) => JSON.stringify(row)).join(",\n")}`;
    before = ",";
  }
  yield before === "," ? "\n]}\n" : `${before}]}\n`;
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
