import { TooLargeError } from "@daybook/contract/too-large-error";
import { dbFailure } from "@daybook/db/db-error";
import { StoreLostError } from "@daybook/db/store-error";
import { DomainError, refuse } from "./domain-error.ts";

/**
 * The refusal behind an error: the error itself where it is one; a full disk, a busy database or a sum too large to be
 * exact in the reasons' own words; and null for a bug, of which the outside world learns no more than that there was one.
 */
export function refusalOfError(error: unknown): DomainError | null {
  let cause = error;
  for (let depth = 0; depth < 10 && cause instanceof Error; depth++) {
    if (cause instanceof DomainError) return cause;
    if (cause instanceof TooLargeError) return refuse("too_large", {});
    if (cause instanceof StoreLostError) return refuse("database_lost", {});
    cause = cause.cause;
  }
  switch (dbFailure(error)?.kind) {
    case "storage_full":
      return refuse("storage_full", {});
    case "busy":
      return refuse("busy", {});
    default:
      return null;
  }
}
