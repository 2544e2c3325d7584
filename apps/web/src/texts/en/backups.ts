import type { BackupFailure } from "@daybook/contract/backup-failures";
import type { BackupTrigger, DatabaseCounts, SecondPlaceState } from "@daybook/contract/backups";

const triggers: Readonly<Record<BackupTrigger, string>> = {
  hourly: "Hourly",
  closing: "At a closing",
  manual: "Made by hand",
  upgrade: "Before an update",
  import: "Before an import",
  restore: "Before a restore",
};

const failures: Readonly<Record<BackupFailure, string>> = {
  no_space: "the disk has too little free space",
  folder_unusable: "the folder cannot be written",
  check_failed: "the copy did not contain what the shop contains",
  failed: "the log of the server says why",
};

const secondPlaces: Readonly<Record<SecondPlaceState, string>> = {
  none: "None",
  ok: "Up to date",
  unplugged: "Not connected",
  behind: "Not up to date yet",
};

const MEGABYTE = 1_000_000;

/** Texts of the backups. */
export const backupTexts = {
  title: "Backups",
  lead: "Each backup is one checked file with everything in your shop. They are made every hour if anything was saved, and whenever a drawer is closed.",
  make: "Back up now",
  made: "The backup was made and checked.",
  list: "Backups, newest first",
  last: "Last backup",
  next: "Next one",
  nothingToSave: "When something is saved",
  secondPlace: "Second place",
  bucket: "Bucket",
  drill: "Last trial restore",
  drillOk: (seconds: string) => `Passed in ${seconds} s`,
  drillFailed: "Failed",
  neverTried: "Not yet",
  none: "None",
  failed: (why: BackupFailure, when: string) => `The backup of ${when} failed: ${failures[why]}.`,
  overdue: "The shop has changes that no backup of the last 26 hours contains.",
  toBackups: "Go to Backups",
  when: "Made",
  kind: "Kind",
  triggers,
  secondPlaces,
  size: "Size",
  megabytes: (bytes: number, format: (n: number) => string) =>
    bytes < MEGABYTE / 10 ? "less than 0.1 MB" : `${format(bytes / MEGABYTE)}\u00A0MB`,
  content: "Content",
  contentOf: ({ sales, products }: DatabaseCounts, format: (n: number) => string) =>
    `${format(sales)} ${sales === 1 ? "sale" : "sales"}, ${format(products)} ${products === 1 ? "product" : "products"}`,
  state: "State",
  checked: "Checked",
  notChecked: "Not checked",
  encrypted: "Encrypted",
  actions: "Actions",
  moreFor: (when: string) => `More actions for the backup of ${when}`,
  download: "Download",
  restoreIt: "Restore…",
  emptyTitle: "No backups yet",
  empty: "They are made by themselves. “Back up now” makes one at once.",
  unavailable: "The data of this shop are only in memory. There is nothing to back up.",
  where: "Where they are kept",
  folder: "Folder on this computer",
  secondFolder: "Second folder",
  secondFolderHint:
    "The full path of a folder on another disk, such as a USB stick, a second disk or a server of your network. Each backup is copied to it. Empty for none.",
  passphrase: "Passphrase",
  newPassphrase: "New passphrase",
  isPlain:
    "New backups are not encrypted. Anyone who has one has the names, addresses and sales in it.",
  isEncrypted:
    "New backups are encrypted, also the copies in the second folder. Restoring one needs its passphrase.",
  passphraseWarning:
    "Write the passphrase down and keep it away from this computer: without it nobody can restore an encrypted backup. A new passphrase is for new backups; earlier ones keep the one that was set when they were made.",
  passphraseHint: "At least 12 characters, such as five words that do not belong together.",
  encrypt: "Encrypt new backups",
  changePassphrase: "Change passphrase",
  stopEncrypting: "Stop encrypting new backups",
  encryptedFromNow: "New backups are encrypted from now on. Keep the passphrase.",
  plainFromNow: "New backups are not encrypted any more. Earlier ones still need their passphrase.",
  unlock: "Open the backup",
  passphraseOfBackup: "Passphrase of this backup",
  saveSettings: "Save second folder",
  saved: "Saved.",
  restoreTitle: "Restore a backup",
  restoreLead:
    "All data of the shop are replaced with those of the backup. The present data are backed up first and kept. Everyone signs in again, API keys must be created again, and every till begins a new series of receipt numbers.",
  close: "Close",
  checking: "Checking the backup…",
  shop: "Shop",
  inBackup: "In the backup",
  now: "Now",
  lost: "Would be lost",
  comparison: "What the backup contains, and what the shop contains now",
  what: "What",
  lastSale: "Last sale",
  counts: {
    sales: "Sales, returns and voids",
    products: "Products",
    customers: "Customers",
    movements: "Stock movements",
  } satisfies Readonly<Record<keyof DatabaseCounts, string>>,
  nameToConfirm: (name: string) => `Type “${name}” to confirm`,
  restore: "Restore this backup",
  restarting: "The backup is restored. Daybook is starting again, then you can sign in.",
};
