import { readBackupSettings } from "@daybook/core/backups/backup-settings";
import type { BackupSettingsRow } from "@daybook/core/backups/backup-settings";
import { systemActor } from "@daybook/core/context/context";
import { findShop } from "@daybook/core/settings/shop";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";

const WHO = { actor: systemActor(0, new Set()), requestId: "restore" };

/** The settings of backups, which stay when a backup replaces the data; null before setup, which has nothing to keep. */
export async function keptSettings(work: UnitOfWork): Promise<BackupSettingsRow | null> {
  const shop = await work.read(WHO, findShop);
  return shop === null ? null : work.read(WHO, readBackupSettings);
}
