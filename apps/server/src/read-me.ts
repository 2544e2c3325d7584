import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const NAME = "README.txt";

/** Files of this folder that exist only if there was a database. */
export const TRACES: readonly string[] = [NAME, "server.json"];

const TEXT = `This folder contains all data of your shop.

backups              copies of all data, each complete in one file: copy these
replaced             the data from before a backup was restored; Daybook deletes nothing here
daybook.db           the shop's data
daybook.db-wal       the latest sales, while Daybook runs or after a power cut
daybook.db-shm       belongs to daybook.db-wal
archive-*.db         records of closed years, after they were moved; belongs to daybook.db
daybook.db.witness   the number of the last receipt, to detect missing data
archive-*.db         the records of closed years, a part of daybook.db: it does not open without them
daybook.db.lock      marks the data as open in Daybook
pin-pepper           the secret that PINs are hashed with; without it everyone sets a new PIN
server.json          only while Daybook runs: its address, and a secret for its commands
local-ca             the shop's own certificates for HTTPS, with secret keys; not part of backups
imports              files that are being imported
last-verify.json     when all stored figures were last verified
*-rescue-*.db        the data that Daybook saved when its file was moved or deleted
sample.sqlite        the sample shop; it contains none of your data

To keep a copy elsewhere: copy the newest file of the folder backups, at any time. Daybook makes one
every hour if anything was saved, and when a drawer is closed. In Settings, Backups, you can name a
second folder, such as a USB stick, that each is copied to.

To restore a backup: use Settings, Backups, or: npm run shop -- restore FILE
Never copy a file over daybook.db yourself: the daybook.db-wal next to it belongs to another day.
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
