/** What the thread is told when it starts. */
export interface CatalogueWorkerStart {
  readonly storeUrl: string;
}

/** What it is told afterwards: one file after the other, and at last to end. */
export type ToCatalogueWorker = "make" | "end";

/** What it answers to `make`: that nothing changed, or the pieces of the file and that they are all. */
export type FromCatalogueWorker =
  | { readonly kind: "unchanged" }
  | { readonly kind: "piece"; readonly bytes: Uint8Array }
  | { readonly kind: "whole" }
  | { readonly kind: "failed"; readonly error: string };
