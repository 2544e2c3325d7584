import { join } from "node:path";
import { StoreRefused } from "@daybook/db/store-error";
import { backupFolderOf, homeOf, listBackups } from "../backups/backup-folder.ts";
import { whyNotRestored } from "../backups/describe-restore.ts";
import { drill as tryRestore } from "../backups/drill.ts";
import { refuseChanged } from "../backups/refuse-changed.ts";
import { askLines } from "../ask-lines.ts";
import type { Config } from "../env.ts";
import { withReadOnlyStore } from "../with-read-only-store.ts";
import { passphraseOf } from "./restore.ts";

/** `drill`: restores the newest backup into a temporary folder with every check, also while a server is running. */
export async function drill(config: Config, print: (text: string) => void): Promise<number> {
  const folder = backupFolderOf(config);
  const [newest] = listBackups(folder).toSorted((a, b) => b.writtenAt - a.writtenAt);
  if (newest === undefined) {
    print(`There is no backup in ${folder}; make one with \`npm run shop -- backup\`.\n`);
    return 1;
  }
  const source = join(folder, newest.name);
  const person = askLines(print);
  const passphrase = await passphraseOf(source, person).finally(person.close);
  const began = performance.now();
  const { storeUrl, allowNetworkFs } = config;
  try {
    await withReadOnlyStore(storeUrl, allowNetworkFs, (store) =>
      refuseChanged(store, { name: newest.name, source }),
    ).catch(unlessUnreadable);
    await tryRestore({ source, passphrase, name: newest.name, home: homeOf(config) });
  } catch (error) {
    print(whyNotRestored(error));
    return 1;
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  print(`The backup ${newest.name} can be restored: all checks passed (${seconds} s).\n`);
  return 0;
}

/** Where the shop is missing or damaged, nothing is on record of its backups. */
function unlessUnreadable(error: unknown): void {
  if (!(error instanceof StoreRefused)) throw error;
}
