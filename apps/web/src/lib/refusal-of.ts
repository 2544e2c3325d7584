import { isTRPCClientError } from "@trpc/client";
import type { AppRouter } from "@daybook/api/client";
import { Refusal } from "@daybook/contract/reasons";

/** The server's refusal inside an error; null when the server did not answer, or not as Daybook does. */
export function refusalOf(error: unknown): Refusal | null {
  if (!isTRPCClientError<AppRouter>(error)) return null;
  const parsed = Refusal.safeParse(error.data?.refusal);
  return parsed.success ? parsed.data : null;
}

/** Whether the same request may succeed a moment later: the server said so, or it could not be reached. */
export function isRetryable(error: unknown): boolean {
  const refusal = refusalOf(error);
  return refusal === null || refusal.retryable;
}
