import { sql } from "drizzle-orm";
import type { BackupSettings, UpdateBackupSettings } from "@daybook/contract/backups";
import type { ReadTx, Tables } from "@daybook/db/types";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { checkVersion } from "../records/versions.ts";
import { recordAudit } from "../writes/audit.ts";

export type BackupSettingsRow = Tables["backupSettings"]["$inferSelect"];

const NONE: BackupSettingsRow = {
  id: 1,
  secondFolder: "",
  recipient: null,
  lockedIdentity: null,
  version: 1,
};
/** There is one row of settings. */
const ENTITY = { entity: "backup", publicId: "settings" } as const;
const AUDITED = { entity: ENTITY.entity, entityId: ENTITY.publicId };

/** The settings of backups; those of a new shop if nobody has changed any. */
export async function readBackupSettings({
  db,
  t: { backupSettings },
}: ReadTx): Promise<BackupSettingsRow> {
  const [row] = await db
    .select()
    .from(backupSettings)
    .where(sql`${backupSettings.id} = 1`);
  return row ?? NONE;
}

/** Keeps the settings of this installation when a backup replaces its data: those in a backup may be of another computer. */
export async function keepBackupSettings(ctx: WriteCtx, row: BackupSettingsRow): Promise<void> {
  const { backupSettings } = ctx.t;
  await ctx.db
    .insert(backupSettings)
    .values(row)
    .onConflictDoUpdate({ target: backupSettings.id, set: row });
}

export async function getBackupSettings(ctx: ReadCtx): Promise<BackupSettings> {
  const { secondFolder, recipient, version } = await readBackupSettings(ctx);
  return { secondFolder, encrypted: recipient !== null, version };
}

/** Refuses 409 `stale_version`. */
export async function updateBackupSettings(
  ctx: WriteCtx,
  { version, secondFolder }: UpdateBackupSettings,
): Promise<BackupSettings> {
  const before = await changeSettings(ctx, version, { secondFolder });
  await recordAudit(ctx, {
    action: "backups.updateSettings",
    ...AUDITED,
    before: { secondFolder: before.secondFolder },
    after: { secondFolder },
  });
  return getBackupSettings(ctx);
}

/** Encrypts new backups for a key, or no more with null. Refuses 409 `stale_version`. */
export async function setBackupKey(
  ctx: WriteCtx,
  version: number,
  key: Pick<BackupSettingsRow, "recipient" | "lockedIdentity"> | null,
): Promise<BackupSettings> {
  const { recipient, lockedIdentity } = key ?? { recipient: null, lockedIdentity: null };
  const before = await changeSettings(ctx, version, { recipient, lockedIdentity });
  await recordAudit(ctx, {
    action: "backups.setPassphrase",
    ...AUDITED,
    before: { encrypted: before.recipient !== null },
    after: { encrypted: recipient !== null },
  });
  return getBackupSettings(ctx);
}

/** Returns the settings of before. */
async function changeSettings(
  ctx: WriteCtx,
  version: number,
  changes: Partial<BackupSettingsRow>,
): Promise<BackupSettingsRow> {
  const { backupSettings } = ctx.t;
  const before = await readBackupSettings(ctx);
  const row = { publicId: ENTITY.publicId, version: before.version };
  await checkVersion(ctx, { entity: ENTITY.entity, row, version });
  const set = { ...changes, version: version + 1 };
  await ctx.db
    .insert(backupSettings)
    .values({ ...before, ...set })
    .onConflictDoUpdate({ target: backupSettings.id, set });
  ctx.changed("backups");
  return before;
}
