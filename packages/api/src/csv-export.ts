import { CSV_BOM, csvLine } from "@daybook/contract/csv";
import type { CsvColumn } from "@daybook/contract/csv";
import { PAGE_LIMIT } from "@daybook/contract/paging";
import { findShop } from "@daybook/core/settings/shop";
import type { ApiContext } from "./context.ts";
import type { CsvColumns } from "./trpc.ts";

export interface CsvExport {
  readonly ctx: ApiContext;
  readonly columns: CsvColumns;
  /** Whether the list comes in pages; otherwise it is whole at once. */
  readonly paged: boolean;
  /** Fetches one page through the procedure itself, permission and contract included. */
  fetch(page: { cursor?: string; limit?: number }): Promise<unknown>;
}

/**
 * A list as the pieces of a CSV file, page by page, so that a long one neither waits in memory nor blocks the process.
 * The first page is fetched before the promise settles: a refusal is still a refusal and no broken file.
 */
export async function csvPages({
  ctx,
  columns,
  paged,
  fetch,
}: CsvExport): Promise<AsyncIterable<string>> {
  const first = asPage(await fetch(paged ? { limit: PAGE_LIMIT } : {}));
  const shop = await ctx.work.store.read((tx) => findShop(tx));
  const made = columns(shop?.exponent ?? 2);
  async function* pieces(): AsyncGenerator<string> {
    yield CSV_BOM + csvLine(made.map((column) => column.header));
    for (
      let page = first;
      ;
      page = asPage(await fetch({ limit: PAGE_LIMIT, cursor: page.nextCursor }))
    ) {
      yield page.items.map((row) => csvLine(made.map((column) => cell(column, row)))).join("");
      if (page.nextCursor === null) return;
    }
  }
  return pieces();
}

interface AnyPage {
  readonly items: readonly unknown[];
  readonly nextCursor: string | null;
}

function cell(column: CsvColumn<never>, row: unknown): string | number {
  // safe because columns and procedure stand in one line of the router, and the output contract checked the row
  return column.value(row as never);
}

function asPage(answer: unknown): AnyPage {
  // safe because every procedure with columns answers a page, or a list without further pages
  const { items, nextCursor } = answer as { items: readonly unknown[]; nextCursor?: string | null };
  return { items, nextCursor: nextCursor ?? null };
}
