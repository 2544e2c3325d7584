import { join } from "node:path";
import { backupFolderOf, listBackups } from "../backups/backup-folder.ts";
import { whyNotRestored } from "../backups/describe-restore.ts";
import { drill as tryRestore } from "../backups/drill.ts";
import type { Config } from "../env.ts";

/** `drill`: restores the newest backup into a temporary folder with every check, also while a server is running. */
export async function drill(config: Config, print: (text: string) => void): Promise<number> {
  const path = config.storeUrl.slice("file:".length);
  const folder = backupFolderOf(path);
  const [newest] = config.storeUrl.startsWith("file:")
    ? listBackups(folder).toSorted((a, b) => b.writtenAt - a.writtenAt)
    : [];
  if (newest === undefined) {
    print(`There is no backup in ${folder}; make one with \`npm run shop -- backup\`.\n`);
    return 1;
  }
  const began = performance.now();
  try {
    await tryRestore({ source: join(folder, newest.name), name: newest.name, path });
  } catch (error) {
    print(whyNotRestored(error));
    return 1;
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  print(`The backup ${newest.name} can be restored: all checks passed (${seconds} s).\n`);
  return 0;
}
