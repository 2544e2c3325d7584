import type { VerifyReport } from "@daybook/contract/reports";

/** The start data of the thread. */
export interface WorkerOrder {
  readonly storeUrl: string;
}

/** Its only reply. */
export type WorkerMessage =
  | { readonly ok: true; readonly report: VerifyReport }
  | { readonly ok: false; readonly error: string };

/** The thread's failure as an error of this thread. */
export function storeFailure({ error }: { readonly error: string }): Error {
  return new Error(`the database could not be verified:  ${error}`);
}
