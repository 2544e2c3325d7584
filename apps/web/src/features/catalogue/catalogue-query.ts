import type { PriceTax } from "@daybook/contract/linked-prices";

type CatalogueFilter = "all" | "low" | "out" | "no_barcode" | "no_cost" | "inactive";
export type CatalogueSort = "best" | "name" | "sku" | "price" | "onHand" | "updated" | "margin";

/** What is looked for. Everything but the text may be left out. */
export interface CatalogueQuery {
  /** Words, a code, and filters: `is:low`, `is:out`, `is:archived`, `cat:tea`, `sup:nordhof`, `price>10`. */
  readonly text: string;
  /**
   * Only products that have every typed word: no mistake is forgiven, and without a word nothing is found. That nothing
   * has them is answered once all products are loaded.
   */
  readonly everyWord?: boolean | undefined;
  /** Products off sale are found by "inactive" (or `is:archived`) only. */
  readonly filter?: CatalogueFilter | undefined;
  readonly categoryId?: string | undefined;
  readonly supplierId?: string | undefined;
  /** `best` (the default) is the best match first, and without a text what sells best. */
  readonly sort?: CatalogueSort | undefined;
  readonly descending?: boolean | undefined;
  /** The places whose stock `out` and the sort by `onHand` look at together; left out, the whole shop's. */
  readonly locationIds?: readonly string[] | undefined;
  /** How each tax class is taxed, by its id: without it no margin is known to sort by. */
  readonly taxes?: Readonly<Record<string, PriceTax>> | undefined;
  readonly offset?: number | undefined;
  /** Rows to answer, 50 when left out. */
  readonly limit?: number | undefined;
}
