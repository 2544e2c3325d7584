import { open } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

const EVERY_MS = 100;

/**
 * Syncs the file at `path` again and again while `work` writes it in another thread. Otherwise all of a large file is
 * synced at its end, and the sales of that time wait for the disk.
 */
export async function syncWhile<Result>(
  path: string,
  work: () => Promise<Result>,
): Promise<Result> {
  let isOver = false;
  const working = work().finally(() => (isOver = true));
  const syncing = (async () => {
    while (!isOver) {
      await sleep(EVERY_MS);
      await syncData(path);
    }
  })();
  try {
    return await working;
  } finally {
    await syncing;
  }
}

/** The file may not exist yet, or no longer. Whether it is on the disk is decided by the sync at its end, not by this one. */
async function syncData(path: string): Promise<void> {
  const file = await open(path, "r+").catch(() => null);
  if (file === null) return;
  try {
    await file.datasync();
  } catch {
    // The writer meets the same error.
  } finally {
    await file.close();
  }
}
