import type { CustomerRow } from "@daybook/contract/customers";
import {
  matchesTerms,
  personRank,
  personSearchText,
  personTerms,
} from "@daybook/contract/search-text";

type Searched = Pick<CustomerRow, "name" | "phone" | "email">;

/**
 * The customers that match the whole query, as on the server: names with this prefix first, otherwise in the given
 * order.
 */
export function matchCustomers<Row extends Searched>(
  rows: readonly Row[],
  query: string,
): readonly Row[] {
  const wanted = personTerms(query);
  if (wanted.length === 0) return rows;
  return rows
    .flatMap((row) => {
      const text = personSearchText(row);
      return matchesTerms(text, wanted) ? [{ row, rank: personRank(text, query) }] : [];
    })
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ row }) => row);
}
