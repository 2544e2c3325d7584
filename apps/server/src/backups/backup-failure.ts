import type { BackupFailure, BackupProblem } from "@daybook/contract/backup-failures";
import { BackupUnusable, CopyDiffers } from "@daybook/db/engines/sqlite/backup-file";
import { DiskFull } from "@daybook/db/store-error";

/** A backup could not be made; `why` is for the screen and `message` for the log. */
export class BackupFailed extends Error {
  override readonly name = "BackupFailed";
  readonly why: BackupFailure;

  constructor(why: BackupFailure, message: string) {
    super(message);
    this.why = why;
  }
}

/** An error as a message between threads. */
export type SentFailure =
  | { readonly kind: "unusable"; readonly problem: BackupProblem; readonly text: string }
  | { readonly kind: "failed"; readonly why: BackupFailure; readonly text: string };

export function sentFailure(error: unknown): SentFailure {
  if (error instanceof BackupUnusable)
    return { kind: "unusable", problem: error.problem, text: error.detail };
  const { why, message } = asBackupFailed(error);
  return { kind: "failed", why, text: message };
}

export function failureOf(sent: SentFailure): Error {
  return sent.kind === "unusable"
    ? new BackupUnusable(sent.problem, sent.text)
    : new BackupFailed(sent.why, sent.text);
}

/** Why a backup could not be made, from the error of a step of it. */
export function asBackupFailed(error: unknown): BackupFailed {
  if (error instanceof BackupFailed) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof BackupUnusable || error instanceof CopyDiffers)
    return new BackupFailed("check_failed", message);
  if (error instanceof DiskFull) return new BackupFailed("no_space", message);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/^(ENOSPC|EDQUOT|SQLITE_FULL)/.test(code)) return new BackupFailed("no_space", message);
  if (/^(EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EIO|SQLITE_(CANTOPEN|READONLY|IOERR))/.test(code))
    return new BackupFailed("folder_unusable", message);
  return new BackupFailed("failed", message);
}
