import type { CopiedRefusal, ReadOrder } from "@daybook/api/server/read-thread";

/** What the thread is told when it starts. */
export interface ReadWorkerStart {
  readonly storeUrl: string;
}

/** Orders are told apart by `id`. Each piece is asked for, so that nothing is made that nobody takes. */
export type ToReadWorker =
  | { readonly kind: "open"; readonly id: number; readonly order: ReadOrder }
  | { readonly kind: "next" | "drop"; readonly id: number }
  | { readonly kind: "end" };

/** One answer to each `open` and `next`; a piece of null says that there are no more. */
export type FromReadWorker =
  | { readonly kind: "piece"; readonly id: number; readonly piece: string | null }
  | { readonly kind: "refused"; readonly id: number; readonly refusal: CopiedRefusal }
  | { readonly kind: "failed"; readonly id: number; readonly error: string };
