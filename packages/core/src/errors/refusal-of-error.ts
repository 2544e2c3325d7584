import { TooLargeError } from "@daybook/contract/too-large-error";
import { dbFailure } from "@daybook/db/db-error";
import {
  CommitLostError,
  StoreBusyError,
  StoreLostError,
  StoreUnavailableError,
} from "@daybook/db/store-error";
import { DomainError, refuse } from "./domain-error.ts";

/** Refusals that a failing store can cause for any request. */
export const STORE_REFUSALS = [
  "database_unavailable",
  "database_lost",
  "disk_failing",
  "storage_full",
  "busy",
] as const;
/** Additional refusals that a failing store can cause for a write. */
export const WRITE_REFUSALS = ["outcome_unknown"] as const;

export type FailureCode =
  | (typeof STORE_REFUSALS)[number]
  | (typeof WRITE_REFUSALS)[number]
  | "too_large";

const failed = (code: FailureCode): DomainError => refuse(code, {});

/**
 * The refusal for an error: the error itself if it is one; the matching code for a full or failing disk, a database
 * that is busy, unreachable or lost the response to a commit, or a sum that is too large to be exact; and null for a
 * bug, whose details are not sent to callers.
 */
export function refusalOfError(error: unknown): DomainError | null {
  let cause = error;
  for (let depth = 0; depth < 10 && cause instanceof Error; depth++) {
    if (cause instanceof DomainError) return cause;
    if (cause instanceof TooLargeError) return failed("too_large");
    if (cause instanceof StoreLostError) return failed("database_lost");
    if (cause instanceof CommitLostError) return failed("outcome_unknown");
    if (cause instanceof StoreUnavailableError) return failed("database_unavailable");
    if (cause instanceof StoreBusyError) return failed("busy");
    cause = cause.cause;
  }
  switch (dbFailure(error)?.kind) {
    case "storage_full":
      return failed("storage_full");
    case "unavailable":
      return failed("database_unavailable");
    case "io":
      return failed("disk_failing");
    case "busy":
      return failed("busy");
    default:
      return null;
  }
}
