import type { CatalogueRow } from "@daybook/contract/catalogue";
import type { ShownShop } from "@daybook/contract/shown-shop";
import type { CatalogueState } from "./catalogue.ts";
import type { CatalogueQuery } from "./catalogue-query.ts";
import type { CategoryParents } from "./category-tree.ts";

/** What a page can ask the worker for. */
export type CatalogueQuestion =
  | { readonly kind: "search"; readonly query: CatalogueQuery }
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "many"; readonly ids: readonly string[] };

/** From the page to the worker. */
export type ToWorker =
  | {
      readonly kind: "start";
      /** Whose catalogue it is: copies of different people and of the sample shop are kept apart. */
      readonly scope: string;
      /** The shop this page shows; the server refuses to answer with another's products. */
      readonly shown: ShownShop;
      /** How many decimals the shop's currency has. */
      readonly exponent: number;
    }
  /** The shop changed up to this seq; null when changes may have been missed. */
  | { readonly kind: "changed"; readonly seq: number | null }
  | { readonly kind: "categories"; readonly parents: CategoryParents }
  | { readonly kind: "ask"; readonly id: number; readonly question: CatalogueQuestion };

/** From the worker to the page. `version` grows with every change of the products. */
export type FromWorker =
  | {
      readonly kind: "state";
      readonly state: CatalogueState;
      /** The server was asked since the page was loaded: this is no longer only the copy of last time. */
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
