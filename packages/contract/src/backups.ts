/** Backups: copies of the whole shop in one file each, and restoring one. */
import { z } from "zod";
import { Instant } from "./fields.ts";

/** What a backup was made for. */
export const BACKUP_TRIGGERS = [
  "hourly",
  "closing",
  "manual",
  "upgrade",
  "import",
  "restore",
] as const;
export const BackupTrigger = z.enum(BACKUP_TRIGGERS);
export type BackupTrigger = z.infer<typeof BackupTrigger>;

/** Why a backup could not be made. */
export const BACKUP_FAILURES = ["no_space", "folder_unusable", "check_failed", "failed"] as const;
export const BackupFailure = z.enum(BACKUP_FAILURES);
export type BackupFailure = z.infer<typeof BackupFailure>;

/** How many records a database contains. */
export const DatabaseCounts = z.strictObject({
  sales: z.int().describe("Sales, returns and voids"),
  products: z.int(),
  customers: z.int(),
  movements: z.int(),
});
export type DatabaseCounts = z.infer<typeof DatabaseCounts>;

const NAME = new RegExp(
  `^daybook-(\\d{4}-\\d{2}-\\d{2})T(\\d{2})-(\\d{2})-(\\d{2})-(${BACKUP_TRIGGERS.join("|")})(-\\d+)?\\.db(\\.age)?$`,
);

/** The name of a backup's file: it never contains a path. */
export const BackupName = z.string().max(80).regex(NAME);

/** What the name of a backup says: its trigger, and the local time in the shop to the second. */
export interface NamedBackup {
  readonly trigger: BackupTrigger;
  /** `2026-11-30T18:05:12`. */
  readonly localTime: string;
  readonly encrypted: boolean;
}

/** Null for a file that is no backup. */
export function readBackupName(name: string): NamedBackup | null {
  const [, date, hour, minute, second, trigger, , age] = NAME.exec(name) ?? [];
  const { data } = BackupTrigger.safeParse(trigger);
  if (data === undefined) return null;
  return {
    trigger: data,
    localTime: `${date}T${hour}:${minute}:${second}`,
    encrypted: age !== undefined,
  };
}

/** `daybook-2026-11-30T18-05-12-closing.db` for a local time that begins `2026-11-30T18:05:12`. */
export function backupName(
  localTime: string,
  trigger: BackupTrigger,
  options: { readonly number?: number; readonly encrypted?: boolean } = {},
): string {
  const { number = 1, encrypted = false } = options;
  const time = localTime.slice(0, 19).replaceAll(":", "-");
  return `daybook-${time}-${trigger}${number > 1 ? `-${number}` : ""}.db${encrypted ? ".age" : ""}`;
}

/** One backup in the folder. What is null is not known: the file comes from elsewhere and was not checked yet. */
export const Backup = z.strictObject({
  name: z.string(),
  trigger: BackupTrigger,
  madeAt: Instant,
  sizeBytes: z.int(),
  checked: z.boolean().describe("Whether its content was checked when it was made or found"),
  encrypted: z.boolean(),
  schemaVersion: z.int().nullable(),
  lastSaleAt: Instant.nullable(),
  counts: DatabaseCounts.nullable(),
});
export type Backup = z.infer<typeof Backup>;
