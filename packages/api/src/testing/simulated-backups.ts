/** For tests: backups without files. Their names say how they behave. */
import { backupName } from "@daybook/contract/backups";
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
import { setBackupKey } from "@daybook/core/backups/backup-settings";
import { newId } from "@daybook/contract/uuid";
import { recordAudit } from "@daybook/core/writes/audit";
import type { Who } from "@daybook/core/context/context";
import { refuse } from "@daybook/core/errors/domain-error";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import type { BackupService } from "../backups/backup-service.ts";

const SOUND_BACKUP = backupName("2026-03-01T18:00:00", "closing");
export const DAMAGED_BACKUP = backupName("2026-03-01T17:00:00", "hourly");
/** It can be checked, but the backup of the present fails. */
export const FULL_DISK_BACKUP = backupName("2026-03-01T16:00:00", "hourly");
export const UNUSABLE_FOLDER = "/nowhere";

const CONTENTS = {
  shopName: "Corner shop",
  schemaVersion: 1,
  lastSaleAt: "2026-03-01T17:59:00.000Z",
  counts: { sales: 10, products: 3, customers: 1, movements: 13 },
};

/** A valid input for every procedure. */
export const backupInputs = () => ({
  "backups.list": {},
  "backups.get": { name: SOUND_BACKUP },
  "backups.create": {},
  "backups.settings": {},
  "backups.updateSettings": { key: newId(), version: 1, secondFolder: "/media/stick" },
  "backups.setPassphrase": { version: 1, passphrase: "six words that nobody else knows" },
  "backups.preview": { name: SOUND_BACKUP },
  "backups.restore": { name: SOUND_BACKUP, shopName: CONTENTS.shopName },
});

export class SimulatedBackups implements BackupService {
  readonly #work: UnitOfWork;
  readonly #names = [SOUND_BACKUP, DAMAGED_BACKUP, FULL_DISK_BACKUP];

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  list(): Promise<Backups> {
    return Promise.resolve({
      items: this.#names.map(backupNamed),
      folder: "/backups",
      overdue: false,
      nextAt: null,
      lastFailure: null,
      secondPlace: "none",
      bucket: "none",
      drill: null,
    });
  }

  async create(who: Who): Promise<Backup> {
    const name = backupName("2026-03-02T10:00:00", "manual", { number: this.#names.length });
    await this.#work.write(who, async (ctx) => {
      await recordAudit(ctx, { action: "backups.create", entity: "backup", entityId: name });
      ctx.changed("backups");
    });
    this.#names.unshift(name);
    return backupNamed(name);
  }

  backUpBefore(): Promise<void> {
    return Promise.resolve();
  }

  get(name: string): Promise<Backup> {
    if (!this.#names.includes(name))
      return Promise.reject(refuse("not_found", { entity: "backup", id: name }, "name"));
    return Promise.resolve(backupNamed(name));
  }

  prepareFolder(folder: string): Promise<void> {
    if (folder !== UNUSABLE_FOLDER) return Promise.resolve();
    return Promise.reject(refuse("folder_unusable", {}, "secondFolder"));
  }

  setPassphrase({ version, passphrase }: SetBackupPassphrase, who: Who): Promise<BackupSettings> {
    const key = passphrase === null ? null : { recipient: "age1", lockedIdentity: "locked" };
    return this.#work.write(who, (ctx) => setBackupKey(ctx, version, key));
  }

  async preview({ name }: Pick<PreviewRestore, "name">): Promise<RestorePreview> {
    await this.get(name);
    if (name === DAMAGED_BACKUP) throw refuse("backup_unusable", { problem: "damaged" }, "name");
    return { name, backup: CONTENTS, now: CONTENTS };
  }

  async restore({ name, shopName }: RestoreBackup): Promise<RestoreStarted> {
    const { backup } = await this.preview({ name });
    if (shopName !== backup.shopName) throw refuse("shop_name_differs", {}, "shopName");
    if (name === FULL_DISK_BACKUP) throw refuse("backup_failed", { why: "no_space" });
    return { replacedFolder: "/replaced" };
  }
}

function backupNamed(name: string): Backup {
  return {
    name,
    trigger: "hourly",
    madeAt: "2026-03-01T18:00:00.000Z",
    sizeBytes: 1_000_000,
    checked: true,
    encrypted: false,
    schemaVersion: 1,
    lastSaleAt: CONTENTS.lastSaleAt,
    counts: CONTENTS.counts,
  };
}
