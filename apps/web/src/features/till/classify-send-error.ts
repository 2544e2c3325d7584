import type { ReadRefusal } from "@daybook/contract/refusal";
import type { SendError } from "./sale-sender.ts";

/** What becomes of a paid sale that the server did not save; the refusal is null if there was no answer of Daybook. */
export function classifySendError(refusal: ReadRefusal | null): SendError {
  // No response, or not one of Daybook: a proxy that timed out does not know the outcome either.
  if (refusal === null) return "again";
  // The page is being left; the next one, of the same user and shop, sends it.
  if (refusal.code === "not_signed_in" || refusal.code === "other_shop") return "signedOut";
  // The till is locked: the page is loaded again after the PIN.
  if (refusal.code === "locked") return "signedOut";
  if (refusal.code === "till_revoked") return "tillRevoked";
  // It may be saved: the sale waits with its key, and its cart is not offered again.
  if (refusal.code === "outcome_unknown") return "again";
  // It was closed before this browser knew: sent again with its own time, the sale belongs to the closed session.
  if (refusal.code === "drawer_closed" || refusal.retryable) return "later";
  // The key belongs to this sale only: it was already saved, perhaps with the server's time.
  if (refusal.code === "key_reused") return "booked";
  const isTime = (path: string): boolean => path === "occurredAt" || path === "replay.pricesAt";
  return Object.keys(refusal.fieldErrors).some(isTime) ? "wrongTime" : "refused";
}
