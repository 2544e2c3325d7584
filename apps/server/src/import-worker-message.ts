import type { CopiedRefusal } from "@daybook/api/server/read-thread";
import type { DateOrder } from "@daybook/contract/imports";
import type { Draft } from "@daybook/core/imports/reading/draft-maker";
import type { RawHead, ReadingOrder } from "@daybook/core/imports/reading/import-reader";

/** The start data of a thread, which reads one file and ends. */
export interface ImportWorkerStart {
  readonly folder: string;
  readonly order:
    | { readonly kind: "head"; readonly file: string; readonly sheet: string | null }
    | { readonly kind: "dates"; readonly order: ReadingOrder }
    | { readonly kind: "drafts"; readonly order: ReadingOrder };
}

/** Each piece is requested with `next`; a null piece marks the end. */
export type FromImportWorker =
  | { readonly kind: "head"; readonly head: RawHead }
  | { readonly kind: "dates"; readonly dateOrder: DateOrder | null }
  | { readonly kind: "piece"; readonly piece: Draft[] | null }
  | { readonly kind: "refused"; readonly refusal: CopiedRefusal }
  | { readonly kind: "failed"; readonly error: string };
