import type { ReadRefusal } from "@daybook/contract/refusal";

const OF_PASSPHRASE: ReadonlySet<string> = new Set(["passphrase_needed", "passphrase_wrong"]);

/** Whether a backup was refused because it is encrypted, and its passphrase is missing or wrong. */
export function needsPassphrase(refusal: ReadRefusal | null): boolean {
  return refusal?.code === "backup_unusable" && OF_PASSPHRASE.has(refusal.details.problem);
}
