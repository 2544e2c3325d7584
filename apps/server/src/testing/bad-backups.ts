import { writeFileSync } from "node:fs";
import type { BackupProblem } from "@daybook/contract/backup-failures";
import { otherDatabase } from "@daybook/db/testing-other-program";

/** What is no backup, with its refusal; `sound` is a backup. */
export const BAD_BACKUPS: readonly (readonly [
  string,
  BackupProblem,
  (file: string, sound: Buffer) => void,
])[] = [
  ["an empty file", "empty", (file) => writeFileSync(file, "")],
  ["a picture", "not_a_backup", (file) => writeFileSync(file, Buffer.alloc(5_000, 0x89))],
  ["a database of another program", "other_program", (file) => otherDatabase(file)],
  [
    "a backup of a newer version",
    "newer_version",
    (file, sound) => {
      const bytes = Buffer.from(sound);
      bytes.writeUInt32BE(9_999, 60);
      writeFileSync(file, bytes);
    },
  ],
  [
    "a backup that was cut off",
    "damaged",
    (file, sound) => writeFileSync(file, sound.subarray(0, sound.length / 2)),
  ],
  [
    "a backup with a garbled page",
    "damaged",
    (file, sound) => writeFileSync(file, Buffer.from(sound).fill(0xff, 4096 * 3, 4096 * 4)),
  ],
];
