/** The start data of the thread. */
export interface CatalogueWorkerStart {
  readonly storeUrl: string;
  /** Whether the file has costs. */
  readonly costs: boolean;
}

/** Messages to the thread: build one file after another, and finally end. */
export type ToCatalogueWorker = "make" | "end";

/** Replies to `make`: nothing changed, or the pieces of the file and their end. */
export type FromCatalogueWorker =
  | { readonly kind: "unchanged" }
  | { readonly kind: "piece"; readonly bytes: Uint8Array }
  | { readonly kind: "whole" }
  | { readonly kind: "failed"; readonly error: string };
