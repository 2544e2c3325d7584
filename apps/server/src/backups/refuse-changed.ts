import { findBackupHash } from "@daybook/core/backups/backup-runs";
import { BackupUnusable } from "@daybook/db/engines/sqlite/backup-file";
import type { Store } from "@daybook/db/types";
import { runAside } from "./run-aside.ts";

/**
 * Throws `BackupUnusable` if a backup that this shop has on record is not the same file any more. The other checks find
 * pages and figures that do not agree, not a changed letter in a name.
 */
export async function refuseChanged(
  store: Store,
  { name, source }: { readonly name: string; readonly source: string },
): Promise<void> {
  const recorded = await store.read((tx) => findBackupHash(tx, name));
  if (recorded === null || recorded === (await runAside("hash", { path: source }))) return;
  throw new BackupUnusable("damaged", `${source} has changed since it was made`);
}
