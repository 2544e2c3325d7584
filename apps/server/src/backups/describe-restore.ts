import { refuse } from "@daybook/core/errors/domain-error";
import { BackupUnusable } from "@daybook/db/engines/sqlite/backup-file";
import type { DatabaseFacts } from "@daybook/db/engines/sqlite/backup-file";
import { sentenceOf } from "./backup-desk.ts";
import { asBackupFailed } from "./backup-failure.ts";

/** What is in a backup, for the terminal. */
export function describeContents({ shopName, counts, lastSaleAt, schemaVersion }: DatabaseFacts) {
  const { sales, products, customers, movements } = counts;
  const last = lastSaleAt === null ? "none" : new Date(lastSaleAt).toISOString();
  return [
    `  shop        ${shopName ?? "none"}`,
    `  last sale   ${last}`,
    `  contains    ${sales} sales, ${products} products, ${customers} customers, ${movements} stock movements`,
    `  schema      ${schemaVersion}`,
    "",
  ].join("\n");
}

/** The restore in sentences for the terminal; null if there was no shop before. */
export function describeRestore(replacedFolder: string | null): string {
  return [
    "The backup is restored.",
    ...(replacedFolder === null ? [] : [`The data of before is kept in ${replacedFolder}.`]),
    "Everyone signs in again, API keys must be created again, and every till begins a new series of receipt numbers.\n",
  ].join("\n");
}

/** Why a file was not restored, for the terminal. Throws what is no known failure. */
export function whyNotRestored(error: unknown): string {
  if (error instanceof BackupUnusable) {
    const { message } = refuse("backup_unusable", { problem: error.problem });
    const hasDetails = error.problem === "checks_failed" || error.problem === "damaged";
    return hasDetails ? `${message} (${error.detail})\n` : `${message}\n`;
  }
  const failed = asBackupFailed(error);
  return `${sentenceOf(failed)}Nothing was changed.\n`;
}
