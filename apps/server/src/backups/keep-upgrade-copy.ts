import { renameSync } from "node:fs";
import { join } from "node:path";
import { localInstant } from "@daybook/contract/business-time";
import { findShop } from "@daybook/core/settings/shop";
import { syncFolder } from "@daybook/db/engines/sqlite/opening";
import type { SchemaUpdate } from "@daybook/db/migrate";
import type { Store } from "@daybook/db/types";
import { freeName, prepareBackupFolder } from "./backup-folder.ts";

/** It is from before the settings can be read, so it is not encrypted. */
const UPGRADE = { trigger: "upgrade", form: "db", encrypted: false } as const;

interface Upgraded {
  readonly store: Store;
  readonly updates: readonly SchemaUpdate[];
  readonly clock: () => number;
}

/** Returns the updates, with their copies among the backups in `folder`; null if there are none. */
export function keepUpgradeCopies(
  { store, updates, clock }: Upgraded,
  folder: string | null,
): Promise<readonly SchemaUpdate[]> {
  if (folder === null) return Promise.resolve(updates);
  return Promise.all(updates.map((update) => keepUpgradeCopy(store, folder, update, clock())));
}

/** Moves the copy from before an update to the backups, which keep it for two weeks. */
async function keepUpgradeCopy(
  store: Store,
  folder: string,
  update: SchemaUpdate,
  now: number,
): Promise<SchemaUpdate> {
  if (update.copy === null) return update;
  const shop = await store.read((tx) => findShop(tx));
  const localTime = localInstant(shop?.timeZone ?? "UTC", new Date(now).toISOString());
  try {
    prepareBackupFolder(folder);
    const copy = join(folder, freeName(folder, localTime, UPGRADE).name);
    renameSync(update.copy, copy);
    syncFolder(copy);
    syncFolder(update.copy);
    return { ...update, copy };
  } catch {
    // Then it stays where it is.
    return update;
  }
}
