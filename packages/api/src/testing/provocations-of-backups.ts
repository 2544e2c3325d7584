/** For tests: the provocations of refusals of backups; see `provocation.ts`. */
import { backupName } from "@daybook/contract/backups";
import { refuse } from "@daybook/core/errors/domain-error";
import { by, to } from "./provocation.ts";
import type { Provocation, Provocations } from "./provocation.ts";
import {
  DAMAGED_BACKUP,
  FULL_DISK_BACKUP,
  SimulatedBackups,
  UNUSABLE_FOLDER,
} from "./simulated-backups.ts";

class FailingBackups extends SimulatedBackups {
  override create(): Promise<never> {
    return Promise.reject(refuse("backup_failed", { why: "no_space" }));
  }
}

/** The database is in memory. */
const inMemory: Provocation = by(() => ({}), {
  context: ({ services }) => ({ services: { ...services, backups: null } }),
});
const unknown = to({ name: backupName("2020-01-01T10:00:00", "hourly") });
const unusable = to({ name: DAMAGED_BACKUP });

export const BACKUP_PROVOCATIONS: Provocations = {
  "backups.list": { no_backups: inMemory },
  "backups.get": { no_backups: inMemory, not_found: unknown },
  "backups.create": {
    no_backups: inMemory,
    backup_failed: by(() => ({}), {
      context: ({ services, home }) => ({
        services: { ...services, backups: new FailingBackups(home.work) },
      }),
    }),
  },
  "backups.updateSettings": {
    no_backups: inMemory,
    folder_unusable: to({ secondFolder: UNUSABLE_FOLDER }),
    stale_version: to({ version: 7 }),
  },
  "backups.setPassphrase": { no_backups: inMemory, stale_version: to({ version: 7 }) },
  "backups.preview": {
    no_backups: inMemory,
    not_found: unknown,
    backup_unusable: unusable,
  },
  "backups.restore": {
    no_backups: inMemory,
    not_found: unknown,
    backup_unusable: unusable,
    shop_name_differs: to({ shopName: "Another shop" }),
    backup_failed: to({ name: FULL_DISK_BACKUP }),
  },
};
