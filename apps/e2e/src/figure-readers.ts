import type { Page } from "playwright-core";
import { PAGE_LIMIT } from "@daybook/contract/paging";
import { ask } from "./page-calls.ts";

/** The parse function of a contract. */
interface Contract<Answer> {
  parse(json: unknown): Answer;
}

interface RowPage<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
}

/** Sends a query as the page would and parses the result with its contract. */
export async function read<Answer>(
  page: Page,
  query: string,
  contract: Contract<Answer>,
  input: object = {},
): Promise<Answer> {
  return contract.parse(await ask(page, query, input));
}

/** Every row of a list, from all pages. */
export async function allRows<Row>(
  page: Page,
  query: string,
  contract: Contract<RowPage<Row>>,
  input: object = {},
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const next: object = cursor === null ? {} : { cursor };
    const pageInput = { ...input, limit: PAGE_LIMIT, ...next };
    const found: RowPage<Row> = await read(page, query, contract, pageInput);
    rows.push(...found.items);
    cursor = found.nextCursor;
  } while (cursor !== null);
  return rows;
}

/** The sum of one number of each row. */
export function sumOf<Row>(rows: readonly Row[], value: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + value(row), 0);
}

/** The same for each group of rows. */
export function sumsBy<Row>(
  rows: readonly Row[],
  group: (row: Row) => string,
  value: (row: Row) => number,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(group(row), (sums.get(group(row)) ?? 0) + value(row));
  return sums;
}

/** A cost in an answer to a user who sees costs. */
export function seenCost(cost: number | null): number {
  if (cost === null) throw new Error("this user does not see costs");
  return cost;
}
