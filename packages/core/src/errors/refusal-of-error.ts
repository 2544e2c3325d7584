import { TooLargeError } from "@daybook/contract/too-large-error";
import { dbFailure } from "@daybook/db/db-error";
import {
  CommitLostError,
  StoreBusyError,
  StoreLostError,
  StoreUnavailableError,
} from "@daybook/db/store-error";
import { DomainError, refuse } from "./domain-error.ts";

/**
 * The refusal behind an error: the error itself where it is one; a full or failing disk, a database that is busy, away or did not say
 * whether it committed, or a sum too large to be exact in the reasons' own words; and null for a bug, of which the outside world learns no more than that there was one.
 */
export function refusalOfError(error: unknown): DomainError | null {
  let cause = error;
  for (let depth = 0; depth < 10 && cause instanceof Error; depth++) {
    if (cause instanceof DomainError) return cause;
    if (cause instanceof TooLargeError) return refuse("too_large", {});
    if (cause instanceof StoreLostError) return refuse("database_lost", {});
    if (cause instanceof CommitLostError) return refuse("outcome_unknown", {});
    if (cause instanceof StoreUnavailableError) return refuse("database_unavailable", {});
    if (cause instanceof StoreBusyError) return refuse("busy", {});
    cause = cause.cause;
  }
  switch (dbFailure(error)?.kind) {
    case "storage_full":
      return refuse("storage_full", {});
    case "unavailable":
      return refuse("database_unavailable", {});
    case "io":
      return refuse("disk_failing", {});
    case "busy":
      return refuse("busy", {});
    default:
      return null;
  }
}
