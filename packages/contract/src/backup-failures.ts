import { z } from "zod";

/** Why a backup could not be made. */
export const BACKUP_FAILURES = ["no_space", "folder_unusable", "check_failed", "failed"] as const;
export const BackupFailure = z.enum(BACKUP_FAILURES);
export type BackupFailure = z.infer<typeof BackupFailure>;

/** Why a file cannot be restored. */
export const BACKUP_PROBLEMS = [
  "empty",
  "not_a_backup",
  "other_program",
  "newer_version",
  "damaged",
  "no_shop",
  "checks_failed",
  "passphrase_needed",
  "passphrase_wrong",
] as const;
export const BackupProblem = z.enum(BACKUP_PROBLEMS);
export type BackupProblem = z.infer<typeof BackupProblem>;
