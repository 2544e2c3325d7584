/** What must be done regularly: backups and verifications. */
import { backupFolderOf, listBackups } from "../backups/backup-folder.ts";
import { readLastVerify } from "../last-verify.ts";
import { Findings } from "./finding.ts";
import type { Finding } from "./finding.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const BACKUP_OVERDUE_MS = 26 * HOUR_MS;
const VERIFY_OVERDUE_MS = 31 * DAY_MS;

/** Whether the newest backup is recent. */
export function checkBackups(
  config: { readonly storeUrl: string; readonly dataFolder: string },
  now: number,
): Finding[] {
  const found = new Findings("backup");
  const last = newestBackup(backupFolderOf(config));
  const next = "Run: npm run shop -- backup; and keep a copy on another disk.";
  if (last === null) return [found.warning("There is no backup yet.", next)];
  const says = `The last backup is ${age(now - last)} old.`;
  return [now - last > BACKUP_OVERDUE_MS ? found.warning(says, next) : found.ok(says)];
}

function newestBackup(folder: string): number | null {
  const times = listBackups(folder).map(({ writtenAt }) => writtenAt);
  return times.length === 0 ? null : Math.max(...times);
}

/** Whether all stored figures were verified lately. */
export function checkLastVerify(dataFolder: string, now: number): Finding[] {
  const found = new Findings("verification");
  const last = readLastVerify(dataFolder);
  const next = "Run: npm run shop -- verify";
  if (last === null) return [found.warning("The stored figures were never verified.", next)];
  if (!last.clean)
    return [
      found.problem(
        `The last verification, ${age(now - last.at)} ago, found wrong figures.`,
        "Run it again with: npm run shop -- verify; then make a backup and report what it lists.",
      ),
    ];
  const says = `The last verification passed, ${age(now - last.at)} ago.`;
  return [now - last.at > VERIFY_OVERDUE_MS ? found.warning(says, next) : found.ok(says)];
}

function age(ms: number): string {
  const hours = Math.max(0, Math.floor(ms / HOUR_MS));
  if (hours < 1) return "less than an hour";
  if (hours < 48) return hours === 1 ? "an hour" : `${hours} hours`;
  return `${Math.floor(hours / 24)} days`;
}
