import { stagedStore } from "@daybook/db/staged-store";
import { unpackedSize } from "./backup-content.ts";
import { freeBytesOf, refuseFullDisk } from "./backup-folder.ts";
import { runAside } from "./run-aside.ts";
import type { StageOrder } from "./stage-restore.ts";

/**
 * Prepares a backup, has the present backed up, and decides that the prepared file replaces the database, which the next
 * start does. Returns the folder, or the schema in PostgreSQL, that then keeps the replaced database. Throws
 * `BackupUnusable` and `BackupFailed`; nothing is changed then.
 */
export async function restoreFile(
  order: StageOrder,
  backUpPresent: () => Promise<unknown>,
): Promise<string> {
  // The prepared file, and as much again while it is updated.
  refuseFullDisk(order.home, 2 * unpackedSize(order.source), freeBytesOf);
  await runAside("stage", order);
  try {
    // After the backup was prepared: it may be one that retention removes now.
    await backUpPresent();
    const time = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
    return await stagedStore(order.url).decide(time);
  } catch (error) {
    await stagedStore(order.url).discard();
    throw error;
  }
}
