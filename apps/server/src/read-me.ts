import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const NAME = "README.txt";

/** Files of this folder that exist only if there was a database. */
export const TRACES: readonly string[] = [NAME, "server.json"];

const TEXT = `This folder holds everything that Daybook knows of your shop.

daybook.db           the shop's data
daybook.db-wal       the newest part of it, while Daybook runs or after it was cut off
daybook.db-shm       belongs to daybook.db-wal
daybook.db.witness   the number of the last receipt, so that a missing part is noticed
daybook.db.lock      shows that Daybook has the data open
server.json          only while Daybook runs: where it answers, and a secret for its own commands
*.bak                the data as it was before an update
*-rescue-*.db        the data as Daybook still had it when its file was taken away
sample.sqlite        the sample shop; nothing of it is yours

To make a copy: stop Daybook, then copy the whole folder. A copy of daybook.db alone is complete
only after Daybook was stopped in order; while it runs, the last sales are in daybook.db-wal.

To bring a copy back: stop Daybook, move everything out of this folder, and copy the whole saved folder
back. Never put a daybook.db beside the daybook.db-wal of another day.
`;

/** Keeps the README.txt next to the database up to date. Never throws, because it is not essential. */
export function writeReadMe(dataFolder: string): void {
  const path = join(dataFolder, NAME);
  try {
    if (existsSync(path) && readFileSync(path, "utf8") === TEXT) return;
    writeFileSync(path, TEXT, { mode: 0o600 });
  } catch {
    // A full disk, or a file of this name that belongs to another user.
  }
}
