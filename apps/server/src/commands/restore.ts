import { existsSync, mkdirSync, statSync } from "node:fs";
import { join, resolve, basename } from "node:path";
import { createUnitOfWork } from "@daybook/core/writes/unit-of-work";
import { keptSettings } from "../backups/kept-settings.ts";
import { refuseOtherServers } from "@daybook/db/other-servers";
import { openStore } from "@daybook/db/open-store";
import { StoreInUseError, StoreRefused } from "@daybook/db/store-error";
import type { Store } from "@daybook/db/types";
import { askLines } from "../ask-lines.ts";
import type { AskLines } from "../ask-lines.ts";
import { askServer } from "../ask-server.ts";
import { inspectBackup } from "../backups/backup-content.ts";
import { backUpOnce } from "../backups/backup-desk.ts";
import { backupFolderOf, homeOf, listBackups } from "../backups/backup-folder.ts";
import { describeContents, describeRestore, whyNotRestored } from "../backups/describe-restore.ts";
import { isEncrypted, withPlain } from "../backups/plain-backup.ts";
import { refuseChanged } from "../backups/refuse-changed.ts";
import { restoreFile } from "../backups/restore-file.ts";
import type { Config } from "../env.ts";
import { reportNotices } from "../report-notices.ts";
import { RESTORE_PATH } from "../routes/command-routes.ts";

export interface RestoreOptions {
  /** The path of the backup. */
  readonly source: string;
  /** Whether it is restored without a question. */
  readonly isConfirmed: boolean;
  readonly acceptDifferences: boolean;
  readonly print: (text: string) => void;
}

/** A gigabyte takes a minute; a slow disk may take ten times as long. */
const WITHIN_MS = 30 * 60_000;

/** `restore`: replaces the shop's data with those of a backup, also through a running server. */
export async function restore(config: Config, options: RestoreOptions): Promise<number> {
  const { print, acceptDifferences } = options;
  const source = resolve(options.source);
  if (statSync(source, { throwIfNoEntry: false })?.isFile() !== true) {
    print(`There is no file ${source}.\n`);
    return 1;
  }
  const person = askLines(print);
  let passphrase = "";
  try {
    passphrase = await passphraseOf(source, person);
    const home = homeOf(config);
    mkdirSync(home, { recursive: true, mode: 0o700 });
    const facts = await withPlain({ source, passphrase, home }, ({ path }) => inspectBackup(path));
    print(`${source}\n${describeContents(facts)}`);
    if (!options.isConfirmed && !(await isConfirmedWith(facts.shopName ?? "", person, print)))
      return 1;
    print(await restoreAlone(config, { source, passphrase, acceptDifferences, print }));
    return 0;
  } catch (error) {
    if (error instanceof StoreRefused) throw error;
    if (!(error instanceof StoreInUseError)) {
      print(whyNotRestored(error));
      return 1;
    }
  } finally {
    person.close();
  }
  const body = { file: source, passphrase, acceptDifferences };
  const answer = await askServer(config.dataFolder, {
    path: RESTORE_PATH,
    body,
    withinMs: WITHIN_MS,
  });
  print(answer?.message ?? "Daybook is running but does not respond; stop it and try again.\n");
  return answer?.ok === true ? 0 : 1;
}

/** Whether the person types the name of the shop. */
async function isConfirmedWith(
  shopName: string,
  person: AskLines,
  print: (text: string) => void,
): Promise<boolean> {
  const question =
    "All data since then would be replaced. Type the name of the shop to restore it:\n";
  if ((await person.ask(question))?.trim() === shopName) return true;
  print("This is not the name of the shop in the backup. Nothing was changed.\n");
  return false;
}

/** The passphrase of an encrypted backup, which the person types; empty for others. */
export async function passphraseOf(source: string, person: AskLines): Promise<string> {
  if (!isEncrypted(source)) return "";
  return (await person.ask("This backup is encrypted. Type its passphrase:\n", "secret")) ?? "";
}

/** No server has the database open. */
async function restoreAlone(
  config: Config,
  options: Omit<RestoreOptions, "isConfirmed"> & { readonly passphrase: string },
): Promise<string> {
  const { storeUrl, allowNetworkFs } = config;
  const { source, passphrase, acceptDifferences, print } = options;
  const folder = backupFolderOf(config);
  const others = listBackups(folder).map(({ name }) => join(folder, name));
  const name = basename(source);
  const order = { source, passphrase, name, url: storeUrl, home: homeOf(config), others };
  const open = (): Promise<Store> => openStore({ url: storeUrl, allowNetworkFs });
  const isThere = !storeUrl.startsWith("file:") || existsSync(storeUrl.slice("file:".length));
  if (!storeUrl.startsWith("file:")) await refuseOtherServers(storeUrl);
  const present = isThere ? await openPresent(open, print) : null;
  let replacedFolder: string;
  try {
    if (present !== null && !acceptDifferences) await refuseChanged(present, { name, source });
    const work = present === null ? null : createUnitOfWork({ store: present, clock: Date.now });
    const settings = work === null ? null : await keptSettings(work);
    const whole = { ...order, by: "", acceptDifferences, settings };
    replacedFolder = await restoreFile(whole, async () => {
      if (work === null || settings === null) return;
      const onProblem = (error: unknown): void => print(`${String(error)}\n`);
      await backUpOnce({ work, folder, onProblem }, "restore");
    });
  } finally {
    await present?.close();
  }
  // Opening it finishes the restore.
  const restored = await open();
  try {
    await reportNotices(createUnitOfWork({ store: restored, clock: Date.now }), () => undefined);
  } finally {
    await restored.close();
  }
  return describeRestore(isThere ? replacedFolder : null);
}

/** A damaged database needs no backup: it is kept as it is. */
async function openPresent(
  open: () => Promise<Store>,
  print: (text: string) => void,
): Promise<Store | null> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof StoreRefused)) throw error;
    print(`${error.message}\nIt is replaced without a backup of it, and kept.\n`);
    return null;
  }
}
