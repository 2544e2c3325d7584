import type {
  Backup,
  Backups,
  BackupSettings,
  PreviewRestore,
  RestoreBackup,
  RestorePreview,
  RestoreStarted,
  SetBackupPassphrase,
} from "@daybook/contract/backups";
import type { Who } from "@daybook/core/context/context";
import { refuse } from "@daybook/core/errors/domain-error";
import type { ApiContext } from "../context.ts";

/** The backups of the real shop, which are files of the server. */
export interface BackupService {
  list(): Promise<Backups>;
  /** Refuses 409 `backup_failed`. */
  create(who: Who): Promise<Backup>;
  /** Makes a backup before an import. Refuses 409 `backup_failed`. */
  backUpBefore(change: "import"): Promise<void>;
  /** Refuses 404 `not_found`. */
  get(name: string): Promise<Backup>;
  /** Checks that a folder can hold backups, and marks it. Refuses 422 `folder_unusable`. */
  prepareFolder(folder: string): Promise<void>;
  /** Encrypts new backups with a passphrase, or no more with null. Refuses 409 `stale_version`. */
  setPassphrase(input: SetBackupPassphrase, who: Who): Promise<BackupSettings>;
  /** Refuses 404 `not_found` and 422 `backup_unusable`. */
  preview(input: PreviewRestore): Promise<RestorePreview>;
  /** Refuses as `preview`, 422 `shop_name_differs` and 409 `backup_failed`. Then the server starts again. */
  restore(input: RestoreBackup, who: Who): Promise<RestoreStarted>;
}

/** Refuses 409 `no_backups` for a database in memory. */
export function backupsOf({ services }: Pick<ApiContext, "services">): BackupService {
  if (services.backups === null) throw refuse("no_backups", {});
  return services.backups;
}
