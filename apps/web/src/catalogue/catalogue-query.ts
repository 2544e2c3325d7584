import type { CatalogueRow } from "@daybook/contract/catalogue";

export type CatalogueFilter = "all" | "low" | "out" | "no_barcode" | "no_cost" | "inactive";
export type CatalogueSort = "best" | "name" | "sku" | "price" | "onHand" | "updated" | "margin";

/** What is looked for. Everything but the text may be left out. */
export interface CatalogueQuery {
  /** Words, a code, and filter words: `low`, `out`, `cat:tea`, `sup:nordhof`, `price>10`, `is:archived`. */
  readonly text: string;
  /** Products off sale are found by "inactive" (or `is:archived`) only. */
  readonly filter?: CatalogueFilter;
  readonly categoryId?: string;
  readonly supplierId?: string;
  /** `best` (the default) is the best match first, and without a text what sells best. */
  readonly sort?: CatalogueSort;
  readonly descending?: boolean;
  /** The place whose stock `out` and the sort by `onHand` look at; left out, the whole shop's. */
  readonly locationId?: string;
  readonly offset?: number;
  /** Rows to answer, 50 when left out. */
  readonly limit?: number;
}

export interface CatalogueAnswer {
  readonly rows: readonly CatalogueRow[];
  /** How many products match in all; a text is not followed beyond 2,000. */
  readonly total: number;
  /** Grows with every change of the catalogue; the answer is of this one. */
  readonly version: number;
}
