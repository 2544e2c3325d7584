import type { CatalogueRow } from "@daybook/contract/catalogue";
import { onHandIn } from "@daybook/contract/places-inside";
import { searchFold } from "@daybook/contract/fold";
import { searchWords } from "@daybook/contract/search-text";
import { readNumber } from "@daybook/contract/typed-number";
import type { NumberSigns } from "@daybook/contract/typed-number";

/** A parsed search text. */
export interface ParsedSearch {
  /** Folded words that must all match. */
  readonly words: readonly string[];
  /** The folded words as typed: a possible prefix of a name. */
  readonly phrase: string;
  /** The conditions of the filter words; null if there are none. */
  readonly demands: ((row: CatalogueRow) => boolean) | null;
  /** Searches deactivated products only. */
  readonly archived: boolean;
}

/** How the shop writes amounts of money. */
export interface WrittenAmounts {
  /** The number of decimals of the currency. */
  readonly exponent: number;
  readonly signs: NumberSigns;
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
 * Separates filters from words. A filter contains an operator (`is:low`, `cat:tea`, `price>10`), because names may
 * contain words such as "low fat milk" or "cut-out". A price is parsed like an
 * amount in a field: `price>10` means ten whole units of the currency, and `price>1,200` is above a thousand in an English
 * shop.
 */
export function parseSearch(text: string, amounts: WrittenAmounts): ParsedSearch {
  const words: string[] = [];
  const demands: Demand[] = [];
  let archived = false;
  for (const [term] of text.matchAll(TERM)) {
    if (term.toLowerCase() === "is:archived") archived = true;
    else {
      const demand = demandOf(term, amounts);
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

function demandOf(term: string, { exponent, signs }: WrittenAmounts): Demand | null {
  const state = STATE.exec(term)?.[1]?.toLowerCase();
  if (state === "low") return (row) => row.stockState === "low";
  if (state === "out") return (row) => isOut(row, undefined);
  const [, field, text] = NAMED.exec(term) ?? [];
  if (field !== undefined && text !== undefined)
    return named(field.toLowerCase(), searchFold(text));
  const [, sign, amount] = PRICE.exec(term) ?? [];
  const compare = sign === undefined ? undefined : COMPARE[sign];
  const limitMinor = readNumber(amount ?? "", signs, exponent);
  if (compare === undefined || limitMinor === null) return null;
  return (row) => compare(row.priceMinor, limitMinor);
}

function named(field: string, text: string): Demand {
  if (field === "cat") return (row) => searchFold(row.category?.name ?? "").includes(text);
  return (row) => row.suppliers.some((supplier) => searchFold(supplier.name).includes(text));
}

/** Out of stock: by its reorder rule, or because there is no stock (in the whole shop without locations). */
export function isOut(row: CatalogueRow, locationIds: readonly string[] | undefined): boolean {
  if (row.kind !== "stock") return false;
  if (locationIds === undefined) return row.stockState === "out" || row.onHandMilli <= 0;
  return onHandAt(row, locationIds) <= 0;
}

/** The stock in some locations, in thousandths; in the whole shop without them. */
export function onHandAt(row: CatalogueRow, locationIds: readonly string[] | undefined): number {
  return locationIds === undefined ? row.onHandMilli : onHandIn(row.stock, locationIds);
}
