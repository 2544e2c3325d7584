import { TooLargeError } from "@daybook/contract/too-large-error";
import { dbFailure } from "@daybook/db/db-error";
import {
  CommitLostError,
  StoreBusyError,
  StoreLostError,
  StoreUnavailableError,
} from "@daybook/db/store-error";
import { DomainError, refuse } from "./domain-error.ts";

/** What a store that fails refuses, whatever was asked of it. */
export const STORE_REFUSALS = [
  "database_unavailable",
  "database_lost",
  "disk_failing",
  "storage_full",
  "busy",
] as const;
/** What a store that fails refuses besides where it was asked to write. */
export const WRITE_REFUSALS = ["outcome_unknown"] as const;

export type FailureCode =
  | (typeof STORE_REFUSALS)[number]
  | (typeof WRITE_REFUSALS)[number]
  | "too_large";

const failed = (code: FailureCode): DomainError => refuse(code, {});

/**
 * The refusal behind an error: the error itself where it is one; a full or failing disk, a database that is busy, away or did not say
 * whether it committed, or a sum too large to be exact in the reasons' own words; and null for a bug, of which the outside world learns no more than that there was one.
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
