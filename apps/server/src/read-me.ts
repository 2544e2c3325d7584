import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const NAME = "README.txt";

/** Files of this folder that exist only if there was a database. */
export const TRACES: readonly string[] = [NAME, "server.json"];

const TEXT = `This folder contains all data of your shop.

daybook.db           the shop's data
daybook.db-wal       the latest sales, while Daybook runs or after a power cut
daybook.db-shm       belongs to daybook.db-wal
daybook.db.witness   the number of the last receipt, to detect missing data
daybook.db.lock      marks the data as open in Daybook
server.json          only while Daybook runs: its address, and a secret for its commands
backups              copies of all data, each complete in one file
last-verify.json     when all stored figures were last verified
*.bak                the data before an update
*-rescue-*.db        the data that Daybook saved when its file was moved or deleted
sample.sqlite        the sample shop; it contains none of your data

To make a backup: stop Daybook, then copy the whole folder. A copy of daybook.db alone is complete
only after Daybook was stopped normally; while it runs, the latest sales are in daybook.db-wal.

To restore a backup: stop Daybook, move everything out of this folder, and copy the whole saved folder
back. Never put a daybook.db next to the daybook.db-wal of another day.
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
