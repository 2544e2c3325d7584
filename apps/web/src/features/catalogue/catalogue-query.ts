import type { PriceTax } from "@daybook/contract/linked-prices";

type CatalogueFilter =
  | "all"
  | "low"
  | "out"
  | "no_barcode"
  | "no_cost"
  | "inactive"
  /** Those whose price is entered at the till. */
  | "ask_price";
export type CatalogueSort = "best" | "name" | "sku" | "price" | "onHand" | "updated" | "margin";

/** A catalogue search. Everything except the text is optional. */
export interface CatalogueQuery {
  /** Words, a code, and filters: `is:low`, `is:out`, `is:archived`, `cat:tea`, `sup:nordhof`, `price>10`. */
  readonly text: string;
  /**
   * Only products with every typed word: typing errors are not corrected, and without a word there are no results. An
   * empty result is returned only after all products are loaded.
   */
  readonly everyWord?: boolean | undefined;
  /** Deactivated products are found only with "inactive" (or `is:archived`). */
  readonly filter?: CatalogueFilter | undefined;
  readonly categoryId?: string | undefined;
  readonly supplierId?: string | undefined;
  /** `best` (the default) is the best match first, and without a text the best sellers. */
  readonly sort?: CatalogueSort | undefined;
  readonly descending?: boolean | undefined;
  /** The locations whose stock is used by `out` and the sort by `onHand`; the whole shop by default. */
  readonly locationIds?: readonly string[] | undefined;
  /** The tax of each tax class by id: required for sorting by margin. */
  readonly taxes?: Readonly<Record<string, PriceTax>> | undefined;
  readonly offset?: number | undefined;
  /** The number of rows to return, 50 by default. */
  readonly limit?: number | undefined;
}
