import { createUnitOfWork } from "@daybook/core/writes/unit-of-work";
import { refreshKeys } from "@daybook/core/maintenance/refresh-keys";
import type { SchemaUpdate } from "@daybook/db/migrate";
import { openStore } from "@daybook/db/open-store";
import { StoreInUseError } from "@daybook/db/store-error";
import { askServer } from "../ask-server.ts";
import { backUpOnce, describeBackup, sentenceOf } from "../backups/backup-desk.ts";
import { BackupFailed } from "../backups/backup-failure.ts";
import { backupFolderOf, removeParts } from "../backups/backup-folder.ts";
import type { Config } from "../env.ts";
import { BACKUP_PATH } from "../routes/command-routes.ts";
import { reportUpdates } from "../schema-updates.ts";

/** A gigabyte takes a few seconds; a slow disk may take ten times as long. */
const WITHIN_MS = 10 * 60_000;

/** `backup`: makes a backup now, through the running server if there is one. */
export async function backup(config: Config, print: (text: string) => void): Promise<number> {
  try {
    print(await backUpAlone(config, print));
    return 0;
  } catch (error) {
    if (error instanceof BackupFailed) {
      print(sentenceOf(error));
      return 1;
    }
    if (!(error instanceof StoreInUseError)) throw error;
  }
  const order = { path: BACKUP_PATH, body: {}, withinMs: WITHIN_MS };
  const answer = await askServer(config.dataFolder, order);
  print(answer?.message ?? "Daybook is running but does not respond; stop it and try again.\n");
  return answer?.ok === true ? 0 : 1;
}

/** No server has the database open. */
async function backUpAlone(config: Config, print: (text: string) => void): Promise<string> {
  const { storeUrl, allowNetworkFs } = config;
  const updates: SchemaUpdate[] = [];
  const onUpdated = (update: SchemaUpdate): void => void updates.push(update);
  const store = await openStore({ url: storeUrl, allowNetworkFs, onUpdated });
  try {
    const work = createUnitOfWork({ store, clock: Date.now });
    await refreshKeys(work);
    await reportUpdates(work, updates, print);
    const folder = backupFolderOf(config);
    const onProblem = (error: unknown): void => print(`${String(error)}\n`);
    removeParts(folder);
    return describeBackup(folder, await backUpOnce({ work, folder, onProblem }, "manual"));
  } finally {
    await store.close();
  }
}
