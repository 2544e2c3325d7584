import { dirname } from "node:path";
import { decideReplacement, removeStaging } from "@daybook/db/engines/sqlite/replace-file";
import { freeBytesOf, refuseFullDisk, sizeOfDatabase } from "./backup-folder.ts";
import { runAside } from "./run-aside.ts";
import type { StageOrder } from "./stage-restore.ts";

/**
 * Prepares a backup, has the present backed up, and decides that the prepared file replaces the database, which the next
 * start does. Returns the folder that then keeps the replaced database. Throws `BackupUnusable` and `BackupFailed`;
 * nothing is changed then.
 */
export async function restoreFile(
  order: StageOrder,
  backUpPresent: () => Promise<unknown>,
): Promise<string> {
  // The prepared file, and as much again while it is updated.
  refuseFullDisk(dirname(order.path), 2 * sizeOfDatabase(order.source), freeBytesOf);
  await runAside("stage", order);
  try {
    // After the backup was prepared: it may be one that retention removes now.
    await backUpPresent();
    const time = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
    return decideReplacement(order.path, time);
  } catch (error) {
    removeStaging(order.path);
    throw error;
  }
}
