import type { CatalogueRow } from "@daybook/contract/catalogue";
import { onHandIn } from "@daybook/contract/places-inside";
import { parseDecimal } from "@daybook/contract/decimal";
import { searchFold } from "@daybook/contract/fold";
import { searchWords } from "@daybook/contract/search-text";

/** A search text taken apart. */
export interface ParsedSearch {
  /** Folded words that must all be found. */
  readonly words: readonly string[];
  /** The words as they stand, folded: what a name may begin with. */
  readonly phrase: string;
  /** What the filter words demand; null where there is none. */
  readonly demands: ((row: CatalogueRow) => boolean) | null;
  /** Products off sale are looked for, and no others. */
  readonly archived: boolean;
}

type Demand = (row: CatalogueRow) => boolean;

/** A run of characters without a space, or `cat:"green tea"`. */
const TERM = /[a-z]+:"[^"]*"|\S+/gi;
const PRICE = /^price(<=|>=|<|>|=)(.+)$/i;
const NAMED = /^(cat|sup):"?([^"]*)"?$/i;
const STATE = /^is:(low|out)$/i;

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "=": (a, b) => a === b,
};

/**
 * Tells filters from words. A filter has a sign in it (`is:low`, `cat:tea`, `price>10`): a word alone is a word, for
 * "low fat milk" and "cut-out" are names. `exponent` is how many decimals the shop's currency has: `price>10` are ten whole
 * units of it.
 */
export function parseSearch(text: string, exponent: number): ParsedSearch {
  const words: string[] = [];
  const demands: Demand[] = [];
  let archived = false;
  for (const [term] of text.matchAll(TERM)) {
    if (term.toLowerCase() === "is:archived") archived = true;
    else {
      const demand = demandOf(term, exponent);
      if (demand === null) words.push(term);
      else demands.push(demand);
    }
  }
  const typed = words.join(" ");
  return {
    words: searchWords(typed),
    phrase: searchFold(typed),
    demands: demands.length === 0 ? null : (row) => demands.every((demand) => demand(row)),
    archived,
  };
}

function demandOf(term: string, exponent: number): Demand | null {
  const state = STATE.exec(term)?.[1]?.toLowerCase();
  if (state === "low") return (row) => row.stockState === "low";
  if (state === "out") return (row) => isOut(row, undefined);
  const [, field, text] = NAMED.exec(term) ?? [];
  if (field !== undefined && text !== undefined)
    return named(field.toLowerCase(), searchFold(text));
  const [, sign, amount] = PRICE.exec(term) ?? [];
  const compare = sign === undefined ? undefined : COMPARE[sign];
  const limitMinor = parseDecimal((amount ?? "").replace(",", "."), exponent);
  if (compare === undefined || limitMinor === null) return null;
  return (row) => compare(row.priceMinor, limitMinor);
}

function named(field: string, text: string): Demand {
  if (field === "cat") return (row) => searchFold(row.category?.name ?? "").includes(text);
  return (row) => row.suppliers.some((supplier) => searchFold(supplier.name).includes(text));
}

/** Nothing is left of it: by its reorder rule, or because nothing lies there (in the whole shop without places). */
export function isOut(row: CatalogueRow, locationIds: readonly string[] | undefined): boolean {
  if (row.kind !== "stock") return false;
  if (locationIds === undefined) return row.stockState === "out" || row.onHandMilli <= 0;
  return onHandAt(row, locationIds) <= 0;
}

/** What lies in some places, in thousandths; in the whole shop without them. */
export function onHandAt(row: CatalogueRow, locationIds: readonly string[] | undefined): number {
  return locationIds === undefined ? row.onHandMilli : onHandIn(row.stock, locationIds);
}
