import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { stageRestore } from "./stage-restore.ts";

const FOLDER = "drill-";

export interface DrillOrder {
  /** The backup. */
  readonly source: string;
  readonly name: string;
  /** The path of the database: the temporary folder is on the same disk. */
  readonly path: string;
}

/** Restores a backup into a temporary folder, with every step and check of a restore. Throws as `stageRestore`. */
export async function drill({ source, name, path }: DrillOrder): Promise<void> {
  const folder = mkdtempSync(join(dirname(path), FOLDER));
  try {
    await stageRestore({
      source,
      name,
      path: join(folder, "daybook.db"),
      others: [],
      by: "",
      acceptDifferences: false,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Removes what an interrupted drill has left. */
export function removeDrills(path: string): void {
  for (const name of readdirSync(dirname(path)))
    if (/^drill-\w{6}$/.test(name)) rmSync(join(dirname(path), name), { recursive: true });
}
