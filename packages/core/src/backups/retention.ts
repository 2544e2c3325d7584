import type { BackupTrigger } from "@daybook/contract/backups";

/** A backup as retention sees it. */
export interface KeptBackup {
  readonly name: string;
  readonly trigger: BackupTrigger;
  /** Local time in the shop: `2026-11-30T18:05:12`. */
  readonly localTime: string;
  /** UTC milliseconds. */
  readonly madeAt: number;
  readonly checked: boolean;
}

const DAY_MS = 24 * 60 * 60_000;

/** Backups from before something that a person may want to undo, and those that a person asked for. */
const KEPT_TWO_WEEKS: ReadonlySet<BackupTrigger> = new Set([
  "manual",
  "upgrade",
  "import",
  "restore",
]);

/** How many periods have a backup of their own, and how much of the local time names the period. */
const PERIODS = [
  { letters: "2026-11-30T18".length, most: 24 },
  { letters: "2026-11-30".length, most: 14 },
  { letters: "2026-11".length, most: 12 },
] as const;

/**
 * The names of the backups to remove: all but the newest of each of the last 24 hours, 14 days and 12 months that have
 * one, those of the last two weeks from before an update, an import or a restore or made by hand, the newest, and the
 * newest that was checked.
 */
export function backupsToRemove(backups: readonly KeptBackup[], now: number): string[] {
  const newestFirst = backups.toSorted(
    (a, b) => b.madeAt - a.madeAt || (a.name < b.name ? 1 : a.name > b.name ? -1 : 0),
  );
  const kept = new Set<string>();
  for (const { letters, most } of PERIODS) {
    const periods = new Set<string>();
    for (const { name, localTime } of newestFirst) {
      const period = localTime.slice(0, letters);
      if (periods.has(period)) continue;
      if (periods.size === most) break;
      periods.add(period);
      kept.add(name);
    }
  }
  for (const { name, trigger, madeAt } of newestFirst)
    if (KEPT_TWO_WEEKS.has(trigger) && now - madeAt < 14 * DAY_MS) kept.add(name);
  for (const one of [newestFirst[0], newestFirst.find(({ checked }) => checked)])
    if (one !== undefined) kept.add(one.name);
  return backups.map(({ name }) => name).filter((name) => !kept.has(name));
}
