import type { CopiedRefusal } from "@daybook/api/server/read-thread";
import type { PictureBytes } from "@daybook/core/pictures/stored-files";

/** The start data of a thread, which reads one picture and ends. */
export interface PictureWorkerStart {
  readonly bytes: Uint8Array;
}

/** Its only answer. Bytes arrive as plain arrays of them. */
export type FromPictureWorker =
  | { readonly kind: "picture"; readonly picture: PictureBytes }
  | { readonly kind: "refused"; readonly refusal: CopiedRefusal }
  | { readonly kind: "failed"; readonly error: string };
