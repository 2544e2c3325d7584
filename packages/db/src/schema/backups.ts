import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { BackupFailure } from "@daybook/contract/backup-failures";
import type { BackupTrigger, DatabaseCounts } from "@daybook/contract/backups";
import { flag, id, instant } from "../columns.ts";

/**
 * Each attempt to make a backup. Which backups exist is read from the folder; this table keeps what is in each file and
 * which attempts failed.
 */
export const backupRun = sqliteTable(
  "backup_run",
  {
    id: id(),
    trigger: text("trigger_name").$type<BackupTrigger>().notNull(),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at").notNull(),
    /** Null if it failed. */
    fileName: text("file_name"),
    sizeBytes: integer("size_bytes").notNull().default(0),
    sha256: text("sha256"),
    schemaVersion: integer("schema_version").notNull().default(0),
    lastSaleAt: instant("last_sale_at"),
    counts: text("counts", { mode: "json" }).$type<DatabaseCounts>(),
    /** The last change of the shop, and its last closing, when it began: without others no further backup is needed. */
    lastChange: integer("last_change").notNull().default(0),
    lastClosing: integer("last_closing").notNull().default(0),
    /** Why it failed; null if it did not. */
    failure: text("failure").$type<BackupFailure>(),
    /** What the operating system said. */
    detail: text("detail").notNull().default(""),
  },
  (t) => [
    index("backup_run_started").on(t.startedAt, t.id),
    index("backup_run_file").on(t.fileName),
  ],
);

/** Each nightly restore of the newest backup into a temporary folder, with all checks. */
export const restoreDrill = sqliteTable("restore_drill", {
  id: id(),
  fileName: text("file_name").notNull(),
  startedAt: instant("started_at").notNull(),
  tookMs: integer("took_ms").notNull(),
  ok: flag("ok").notNull(),
  /** Why the backup could not be restored; null if it could. */
  problem: text("problem"),
});

/** The only row with the settings of backups. */
export const backupSettings = sqliteTable("backup_settings", {
  id: integer("id").primaryKey(),
  /** A second folder that backups are copied to; empty without one. */
  secondFolder: text("second_folder").notNull(),
  /** The public key that backups are encrypted for; null without a passphrase. */
  recipient: text("recipient"),
  /** The private key of it, encrypted with the passphrase. */
  lockedIdentity: text("locked_identity"),
  version: integer("version").notNull(),
});
