import type { CustomerRow } from "@daybook/contract/customers";
import {
  hasWanted,
  personRank,
  personSearchText,
  personWanted,
} from "@daybook/contract/search-text";

type Searched = Pick<CustomerRow, "name" | "phone" | "email">;

/**
 * The customers in whom all of the query is found, as the server finds them: who is called so first, and otherwise in
 * the order they came in.
 */
export function matchCustomers<Row extends Searched>(
  rows: readonly Row[],
  query: string,
): readonly Row[] {
  const wanted = personWanted(query);
  if (wanted.length === 0) return rows;
  return rows
    .flatMap((row) => {
      const text = personSearchText(row);
      return hasWanted(text, wanted) ? [{ row, rank: personRank(text, query) }] : [];
    })
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ row }) => row);
}
