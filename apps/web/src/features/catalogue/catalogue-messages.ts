import type { CatalogueRow } from "@daybook/contract/catalogue";
import type { ShownShop } from "@daybook/contract/shown-shop";
import type { CatalogueState } from "./catalogue.ts";
import type { CatalogueQuery } from "./catalogue-query.ts";
import type { CategoryParents } from "./category-tree.ts";
import type { WrittenAmounts } from "./parse-search.ts";

/** Requests of a page to the worker. */
export type CatalogueQuestion =
  | { readonly kind: "search"; readonly query: CatalogueQuery }
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "many"; readonly ids: readonly string[] };

/** Messages from the page to the worker. */
export type ToWorker =
  | {
      readonly kind: "start";
      /** The owner of the catalogue: copies of different users and of the sample shop are separate. */
      readonly scope: string;
      /** Whether the user sees costs; a copy with them is discarded when the user no longer does. */
      readonly costs: boolean;
      /** The shop of this page; the server does not return products of another one. */
      readonly shown: ShownShop;
      readonly amounts: WrittenAmounts;
    }
  /** The shop has changes up to this seq; null if changes may have been missed. */
  | { readonly kind: "changed"; readonly seq: number | null }
  | { readonly kind: "categories"; readonly parents: CategoryParents }
  | { readonly kind: "ask"; readonly id: number; readonly question: CatalogueQuestion };

/** Messages from the worker to the page. `version` increases with every change of the products. */
export type FromWorker =
  | {
      readonly kind: "state";
      readonly state: CatalogueState;
      /** The server has responded since the page was loaded: the data is no longer only the cached copy. */
      readonly current: boolean;
      readonly count: number;
      readonly version: number;
    }
  | {
      readonly kind: "answer";
      readonly id: number;
      readonly rows: readonly CatalogueRow[];
      readonly total: number;
      readonly version: number;
    };
