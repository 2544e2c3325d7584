import type { BackupFailure, BackupProblem } from "../backup-failures.ts";

/** Why no backup was made. */
export const backupFailedEn: Readonly<Record<BackupFailure, string>> = {
  no_space: "The disk has too little free space for a backup. Free some, then try again.",
  folder_unusable:
    "The folder for backups cannot be written. Check its disk and its permissions, then try again.",
  check_failed:
    "The backup was not kept, because it does not contain what the shop contains. Check the disk, then try again.",
  failed: "The backup failed. Try again; the log of the server says why.",
};

/** Why a backup cannot be restored: in every case nothing of the shop was changed. */
export const backupUnusableEn: Readonly<Record<BackupProblem, string>> = {
  empty: "This file is empty. Choose another backup.",
  not_a_backup: "This file is no backup of Daybook. Choose another one.",
  other_program: "This file is a database of another program. Choose a backup of Daybook.",
  newer_version:
    "This backup was made by a newer version of Daybook. Install that version or a newer one, then restore it.",
  damaged: "This backup is damaged or incomplete. Choose another one.",
  no_shop: "This backup contains no shop. Choose another one.",
  checks_failed:
    "The records in this backup do not agree with each other. Choose another one, or restore it with `npm run shop -- restore FILE --accept-differences`.",
  passphrase_needed: "This backup is encrypted. Enter its passphrase.",
  passphrase_wrong:
    "This is not the passphrase of this backup. Enter the one that was set when it was made.",
};
