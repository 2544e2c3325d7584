import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { PlainOrder } from "./plain-backup.ts";
import { stageRestore } from "./stage-restore.ts";

const FOLDER = "drill-";

export interface DrillOrder extends PlainOrder {
  readonly name: string;
}

/** Restores a backup into a file in a temporary folder, also one of a shop in PostgreSQL, with every step and check of a restore. Throws as `stageRestore`. */
export async function drill({ source, passphrase, name, home }: DrillOrder): Promise<void> {
  const folder = mkdtempSync(join(home, FOLDER));
  try {
    await stageRestore({
      source,
      passphrase,
      name,
      url: `file:${join(folder, "daybook.db")}`,
      home: folder,
      others: [],
      by: "",
      acceptDifferences: false,
      settings: null,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Removes what interrupted drills and restores have left. */
export function removeTemporary(home: string): void {
  if (!existsSync(home)) return;
  for (const name of readdirSync(home))
    if (/^(drill|restoring)-\w{6}$/.test(name)) rmSync(join(home, name), { recursive: true });
}
