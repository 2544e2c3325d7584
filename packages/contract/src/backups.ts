/** Backups: copies of the whole shop in one file each, and restoring one. */
import { z } from "zod";
import { BackupFailure } from "./backup-failures.ts";
import { Instant, line, Version, WriteKey } from "./fields.ts";

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

/** How many records a database contains. */
export const DatabaseCounts = z.strictObject({
  sales: z.int().describe("Sales, returns and voids"),
  products: z.int(),
  customers: z.int(),
  movements: z.int(),
});
export type DatabaseCounts = z.infer<typeof DatabaseCounts>;

const NAME = new RegExp(
  `^daybook-(\\d{4}-\\d{2}-\\d{2})T(\\d{2})-(\\d{2})-(\\d{2})-(${BACKUP_TRIGGERS.join("|")})(-\\d+)?\\.(db|zip)(\\.age)?$`,
);

/** The name of a backup's file: it never contains a path. */
export const BackupName = z.string().max(80).regex(NAME);

/** A copy of an SQLite database, or the archive of a shop in PostgreSQL. */
const BackupForm = z.enum(["db", "zip"]);
export type BackupForm = z.infer<typeof BackupForm>;

/** What the name of a backup says: its trigger, and the local time in the shop to the second. */
export interface NamedBackup {
  readonly trigger: BackupTrigger;
  /** `2026-11-30T18:05:12`. */
  readonly localTime: string;
  readonly form: BackupForm;
  readonly encrypted: boolean;
}

/** Null for a file that is no backup. */
export function readBackupName(name: string): NamedBackup | null {
  const [, date, hour, minute, second, trigger, , form, age] = NAME.exec(name) ?? [];
  const { data } = BackupTrigger.safeParse(trigger);
  if (data === undefined) return null;
  return {
    trigger: data,
    form: BackupForm.parse(form),
    localTime: `${date}T${hour}:${minute}:${second}`,
    encrypted: age !== undefined,
  };
}

/** `daybook-2026-11-30T18-05-12-closing.db` for a local time that begins `2026-11-30T18:05:12`. */
export function backupName(
  localTime: string,
  trigger: BackupTrigger,
  options: {
    readonly number?: number;
    readonly form?: BackupForm;
    readonly encrypted?: boolean;
  } = {},
): string {
  const { number = 1, form = "db", encrypted = false } = options;
  const time = localTime.slice(0, 19).replaceAll(":", "-");
  return `daybook-${time}-${trigger}${number > 1 ? `-${number}` : ""}.${form}${encrypted ? ".age" : ""}`;
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

export const ListBackups = z.strictObject({});

/** What is known of the second folder: without one, up to date, not there (unplugged), or not up to date. */
export const SecondPlaceState = z.enum(["none", "ok", "unplugged", "behind"]);
export type SecondPlaceState = z.infer<typeof SecondPlaceState>;

/** The nightly restore of the newest backup into a temporary folder. */
export const RestoreDrill = z.strictObject({
  name: z.string().describe("The backup"),
  startedAt: Instant,
  tookMs: z.int(),
  ok: z.boolean(),
});
export type RestoreDrill = z.infer<typeof RestoreDrill>;

export const Backups = z.strictObject({
  items: z.array(Backup).describe("Newest first"),
  folder: z.string(),
  overdue: z
    .boolean()
    .describe("Whether the shop has changes that no backup of the last 26 hours contains"),
  nextAt: Instant.nullable().describe("Null if nothing was saved since the last backup"),
  lastFailure: z.strictObject({ at: Instant, why: BackupFailure }).nullable(),
  secondPlace: SecondPlaceState,
  bucket: SecondPlaceState.describe("The bucket that the server's configuration names"),
  drill: RestoreDrill.nullable().describe("The last one"),
});
export type Backups = z.infer<typeof Backups>;

export const CreateBackup = z.strictObject({});

export const GetBackup = z.strictObject({ name: BackupName });
export type GetBackup = z.infer<typeof GetBackup>;

export const GetBackupSettings = z.strictObject({});

export const BackupSettings = z.strictObject({
  secondFolder: z.string().describe("Backups are also copied to it; empty without one"),
  encrypted: z.boolean().describe("Whether new backups are encrypted with a passphrase"),
  version: z.int(),
});
export type BackupSettings = z.infer<typeof BackupSettings>;

export const UpdateBackupSettings = z.strictObject({
  key: WriteKey,
  version: Version,
  secondFolder: line(500).describe("The full path of a folder on another disk; empty for none"),
});
export type UpdateBackupSettings = z.infer<typeof UpdateBackupSettings>;

/** Every character counts, so none is removed. */
const Passphrase = z.string().max(200);

/** New backups are encrypted with it, or no more with null; earlier ones stay as they are. */
export const SetBackupPassphrase = z.strictObject({
  version: Version,
  passphrase: Passphrase.min(12).nullable(),
});
export type SetBackupPassphrase = z.infer<typeof SetBackupPassphrase>;

/** A setup that begins with a backup sends its file to this path, with the token of the setup link in a header. */
export const SETUP_BACKUP_PATH = "/api/setup/backup";
export const SETUP_TOKEN_HEADER = "x-setup-token";
/** The passphrase of an encrypted backup, percent-encoded. */
export const SETUP_PASSPHRASE_HEADER = "x-backup-passphrase";

const OfEncrypted = Passphrase.default("").describe("Only of an encrypted backup");

export const PreviewRestore = z.strictObject({ name: BackupName, passphrase: OfEncrypted });
export type PreviewRestore = z.infer<typeof PreviewRestore>;

const Contents = z.strictObject({
  shopName: z.string(),
  schemaVersion: z.int(),
  lastSaleAt: Instant.nullable(),
  counts: DatabaseCounts,
});

/** What is in a backup, and what the shop contains now: the difference would be lost. */
export const RestorePreview = z.strictObject({
  name: z.string(),
  backup: Contents,
  now: Contents,
});
export type RestorePreview = z.infer<typeof RestorePreview>;

export const RestoreBackup = z.strictObject({
  name: BackupName,
  shopName: line(100, 1).describe("The name of the shop in the backup, as a confirmation"),
  passphrase: OfEncrypted,
});
export type RestoreBackup = z.infer<typeof RestoreBackup>;

/** The server starts again with the restored data; everyone signs in again. */
export const RestoreStarted = z.strictObject({
  replacedFolder: z.string().describe("Where the data of before is kept"),
});
export type RestoreStarted = z.infer<typeof RestoreStarted>;
