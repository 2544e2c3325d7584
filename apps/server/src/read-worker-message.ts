import type {
  ArchiveOrder,
  CopiedRefusal,
  Piece,
  ReadOrder,
} from "@daybook/api/server/read-thread";

/** The start data of the thread. */
export interface ReadWorkerStart {
  readonly storeUrl: string;
}

/** Queries are identified by `id`. Each piece is requested, so none is generated unless it is read. */
export type ToReadWorker =
  | { readonly kind: "open"; readonly id: number; readonly order: ReadOrder | ArchiveOrder }
  | { readonly kind: "next" | "drop"; readonly id: number }
  | { readonly kind: "end" };

/** One reply to each `open` and `next`; a null piece marks the end. */
export type FromReadWorker =
  | { readonly kind: "piece"; readonly id: number; readonly piece: Piece | null }
  | { readonly kind: "refused"; readonly id: number; readonly refusal: CopiedRefusal }
  | { readonly kind: "failed"; readonly id: number; readonly error: string };
