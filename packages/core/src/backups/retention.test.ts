import fc from "fast-check";
import { expect, test } from "vitest";
import { BACKUP_TRIGGERS, backupName, readBackupName } from "@daybook/contract/backups";
import { backupsToRemove } from "./retention.ts";
import type { KeptBackup } from "./retention.ts";

const HOUR = 60 * 60_000;
const NOW = Date.parse("2026-11-30T18:05:12Z");

function backup(madeAt: number, change: Partial<KeptBackup> = {}): KeptBackup {
  const localTime = new Date(madeAt).toISOString().slice(0, 19);
  const trigger = change.trigger ?? "hourly";
  return {
    name: backupName(localTime, trigger),
    trigger,
    localTime,
    madeAt,
    checked: true,
    ...change,
  };
}

test("a name says when and why a backup was made, and other files are no backups", () => {
  const name = backupName("2026-11-30T18:05:12", "closing", { number: 2, encrypted: true });
  expect(name).toBe("daybook-2026-11-30T18-05-12-closing-2.db.age");
  expect(readBackupName(name)).toEqual({
    trigger: "closing",
    localTime: "2026-11-30T18:05:12",
    form: "db",
    encrypted: true,
  });
  const archive = backupName("2026-11-30T18:05:12", "closing", { form: "zip" });
  expect(archive).toBe("daybook-2026-11-30T18-05-12-closing.zip");
  expect(readBackupName(archive)).toMatchObject({ form: "zip", encrypted: false });
  for (const other of [`${name}.part`, `../${name}`, "daybook.db", "daybook-2026.db"])
    expect(readBackupName(other), other).toBeNull();
});

test("[O4] backups of a year of hours are 24 hours, 14 days and 12 months", () => {
  const all = Array.from({ length: 24 * 400 }, (_, index) => backup(NOW - index * HOUR));
  const removed = new Set(backupsToRemove(all, NOW));
  const kept = all.filter(({ name }) => !removed.has(name));
  // The newest of today and of this month are the same file; so is that of yesterday with one of the hours.
  expect(kept.length).toBe(24 + 12 + 11);
  expect(new Set(kept.map(({ localTime }) => localTime.slice(0, 10))).size).toBe(14 + 11);
  expect(new Set(kept.map(({ localTime }) => localTime.slice(0, 7))).size).toBe(12);
});

const anyBackup = fc
  .record({
    hours: fc.integer({ min: 0, max: 24 * 500 }),
    seconds: fc.integer({ min: 0, max: 3_599 }),
    trigger: fc.constantFrom(...BACKUP_TRIGGERS),
    checked: fc.boolean(),
  })
  .map(({ hours, seconds, ...rest }) => backup(NOW - hours * HOUR - seconds * 1_000, rest));

test("[O4] retention keeps the newest of every kept period, the newest checked one and two weeks before changes", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(anyBackup, { selector: ({ name }) => name, maxLength: 80 }),
      (all) => {
        const removed = new Set(backupsToRemove(all, NOW));
        const kept = all.filter(({ name }) => !removed.has(name));
        // A second run removes nothing, and the order of the files does not matter.
        expect(backupsToRemove(kept, NOW)).toEqual([]);
        expect(new Set(backupsToRemove(all.toReversed(), NOW))).toEqual(removed);
        const newest = Math.max(...all.map(({ madeAt }) => madeAt));
        if (all.length > 0) expect(kept.some(({ madeAt }) => madeAt === newest)).toBe(true);
        const checked = all.filter((one) => one.checked).map(({ madeAt }) => madeAt);
        if (checked.length > 0)
          expect(kept.some((one) => one.checked && one.madeAt === Math.max(...checked))).toBe(true);
        for (const one of all)
          if (
            one.trigger !== "hourly" &&
            one.trigger !== "closing" &&
            NOW - one.madeAt < 14 * 24 * HOUR
          )
            expect(removed.has(one.name), one.name).toBe(false);
        for (const [letters, most] of [
          [13, 24],
          [10, 14],
          [7, 12],
        ] as const) {
          const periodsOf = (ones: readonly KeptBackup[]) =>
            [...new Set(ones.map(({ localTime }) => localTime.slice(0, letters)))]
              .toSorted()
              .toReversed();
          expect(periodsOf(kept).slice(0, most)).toEqual(periodsOf(all).slice(0, most));
        }
      },
    ),
  );
});
