import { and, asc, or, sql } from "drizzle-orm";
import type { AnyColumn, SQL } from "drizzle-orm";
import { searchFold } from "@daybook/contract/fold";
import { personTerms, searchWords, withoutMailDomains } from "@daybook/contract/search-text";
import { decodeCursor } from "./cursor.ts";
import { containsPattern, prefixPattern } from "./like-pattern.ts";

/** The columns by which a table of people is searched and sorted. */
export interface PersonColumns {
  /** Text made by `personSearchText`. */
  readonly search: AnyColumn;
  readonly sortKey: AnyColumn;
  readonly id: AnyColumn;
}

/** The parts of a query that lists people, the best match first and otherwise by name. */
export interface PersonSearch {
  /** The row matches all search terms and comes after the cursor. */
  readonly condition: SQL | undefined;
  readonly order: readonly SQL[];
  /** The same as `personRank` of the contract, for the cursor. */
  readonly rank: SQL<number>;
}

/** Searches like `matchesTerms` and `personRank` of the contract. Refuses 400 at `cursor` if it is not valid. */
export function personSearch(
  { search, sortKey, id }: PersonColumns,
  typed: string,
  cursor: string | undefined,
): PersonSearch {
  const has = (needle: string) => sql`${search} LIKE ${containsPattern(needle)} ESCAPE '\\'`;
  const found = personTerms(typed).map((ways) =>
    or(...ways.map((needles) => and(...needles.map(has)))),
  );
  const named = withoutMailDomains(typed);
  const words = searchWords(named);
  const begins = words.map((word) => has(` ${word}`));
  const rank =
    words.length === 0
      ? sql<number>`0`
      : sql<number>`CASE WHEN ${search} LIKE ${prefixPattern(` ${searchFold(named)}`)} ESCAPE '\\' THEN 0
          WHEN ${and(...begins)} THEN 1 ELSE 2 END`;
  const after = cursor === undefined ? null : decodeCursor(cursor, ["number", "string", "number"]);
  const beyond =
    after === null
      ? undefined
      : sql`(${rank} > ${after[0]} OR (${rank} = ${after[0]} AND (${sortKey}, ${id}) > (${after[1]}, ${after[2]})))`;
  return {
    condition: and(...found, beyond),
    // Without search terms the index gives the order.
    order: [...(words.length === 0 ? [] : [asc(rank)]), asc(sortKey), asc(id)],
    rank: rank.mapWith(Number),
  };
}
