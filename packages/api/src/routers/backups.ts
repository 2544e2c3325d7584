import {
  Backup,
  Backups,
  BackupSettings,
  CreateBackup,
  GetBackup,
  GetBackupSettings,
  ListBackups,
  PreviewRestore,
  RestoreBackup,
  RestorePreview,
  RestoreStarted,
  SetBackupPassphrase,
  UpdateBackupSettings,
} from "@daybook/contract/backups";
import { getBackupSettings, updateBackupSettings } from "@daybook/core/backups/backup-settings";
import { backupsOf } from "../backups/backup-service.ts";
import { can, canConfirmed, get, once, patch, post, reads, router } from "../trpc.ts";

// Creating, previewing and restoring have no key: repeating them is harmless. Neither has the passphrase: its hash is
// stored nowhere.
export const backups = router({
  list: can("backups.read")
    .meta(get("/backups", { summary: "List backups", refuses: ["no_backups"] }))
    .input(ListBackups)
    .output(Backups)
    .query(({ ctx }) => backupsOf(ctx).list()),
  get: canConfirmed("backups.restore")
    .meta(
      get("/backups/{name}", {
        summary: "Get a backup",
        description: "The file itself is at `/api/backups/{name}/file`.",
        refuses: ["no_backups", "not_found"],
      }),
    )
    .input(GetBackup)
    .output(Backup)
    .query(({ ctx, input }) => backupsOf(ctx).get(input.name)),
  create: can("backups.read")
    .meta(
      post("/backups", {
        summary: "Make a backup now",
        description: "One checked file with everything; the shop sells in the meantime.",
        refuses: ["no_backups", "backup_failed"],
      }),
    )
    .input(CreateBackup)
    .output(Backup)
    .mutation(({ ctx }) => backupsOf(ctx).create(ctx.who)),
  settings: can("backups.read")
    .meta(get("/backup-settings", { summary: "Get the settings of backups" }))
    .input(GetBackupSettings)
    .output(BackupSettings)
    .query(reads(getBackupSettings)),
  updateSettings: canConfirmed("backups.restore")
    .meta(
      patch("/backup-settings", {
        summary: "Change the settings of backups",
        description: "The second folder must be there; backups are copied to it from now on.",
        refuses: ["no_backups", "folder_unusable", "stale_version"],
      }),
    )
    .input(UpdateBackupSettings)
    .output(BackupSettings)
    .mutation(async (call) => {
      const { secondFolder } = call.input;
      const service = backupsOf(call.ctx);
      if (secondFolder !== "") await service.prepareFolder(secondFolder);
      return once(updateBackupSettings)(call);
    }),
  setPassphrase: canConfirmed("backups.restore")
    .meta(
      post("/backup-settings/passphrase", {
        summary: "Encrypt new backups",
        description:
          "New backups are encrypted with this passphrase, or no more with null. Earlier ones stay as they are, and need the passphrase that was set when they were made. Without it nobody can restore an encrypted backup.",
        refuses: ["no_backups", "stale_version"],
      }),
    )
    .input(SetBackupPassphrase)
    .output(BackupSettings)
    .mutation(({ ctx, input }) => backupsOf(ctx).setPassphrase(input, ctx.who)),
  preview: canConfirmed("backups.restore")
    .meta(
      post("/backups/{name}/preview", {
        summary: "Preview the restore of a backup",
        description: "Checks the whole file. The shop is not changed.",
        refuses: ["no_backups", "not_found", "backup_unusable"],
      }),
    )
    .input(PreviewRestore)
    .output(RestorePreview)
    .mutation(({ ctx, input }) => backupsOf(ctx).preview(input)),
  restore: canConfirmed("backups.restore")
    .meta(
      post("/backups/{name}/restore", {
        summary: "Restore a backup",
        description:
          "Backs up the shop as it is, then replaces its data with those of the backup. The server starts again; everyone signs in again, all API keys are revoked, and every till begins a new series of receipt numbers.",
        refuses: [
          "no_backups",
          "not_found",
          "backup_unusable",
          "shop_name_differs",
          "backup_failed",
        ],
      }),
    )
    .input(RestoreBackup)
    .output(RestoreStarted)
    .mutation(({ ctx, input }) => backupsOf(ctx).restore(input, ctx.who)),
});
