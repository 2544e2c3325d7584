import { isTRPCClientError } from "@trpc/client";
import type { AppRouter } from "@daybook/api/client";
import { readRefusal } from "@daybook/contract/refusal";
import type { ReadRefusal } from "@daybook/contract/refusal";

/** The server's refusal in an error; null if the server did not respond, or another program did. */
export function refusalOf(error: unknown): ReadRefusal | null {
  return isTRPCClientError<AppRouter>(error) ? readRefusal(error.data?.refusal) : null;
}

/** Whether the same request may succeed later: the server said so, or was unreachable. */
export function isRetryable(error: unknown): boolean {
  const refusal = refusalOf(error);
  return refusal === null || refusal.retryable;
}
