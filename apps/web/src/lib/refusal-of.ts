import { isTRPCClientError } from "@trpc/client";
import type { AppRouter } from "@daybook/api/client";
import { readRefusal } from "@daybook/contract/refusal";
import type { ReadRefusal } from "@daybook/contract/refusal";

/** The server's refusal inside an error; null when the server did not answer, or not as Daybook does. */
export function refusalOf(error: unknown): ReadRefusal | null {
  return isTRPCClientError<AppRouter>(error) ? readRefusal(error.data?.refusal) : null;
}

/** Whether the same request may succeed a moment later: the server said so, or it could not be reached. */
export function isRetryable(error: unknown): boolean {
  const refusal = refusalOf(error);
  return refusal === null || refusal.retryable;
}
