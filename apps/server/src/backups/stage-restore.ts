import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { keepBackupSettings } from "@daybook/core/backups/backup-settings";
import type { BackupSettingsRow } from "@daybook/core/backups/backup-settings";
import { settleRestored } from "@daybook/core/backups/settle-restored";
import { systemActor } from "@daybook/core/context/context";
import { refreshKeys } from "@daybook/core/maintenance/refresh-keys";
import { createUnitOfWork } from "@daybook/core/writes/unit-of-work";
import { BackupUnusable, copyBackup } from "@daybook/db/engines/sqlite/backup-file";
import type { DatabaseFacts } from "@daybook/db/engines/sqlite/backup-file";
import { openStore } from "@daybook/db/open-store";
import { stagedStore } from "@daybook/db/staged-store";
import { fillFromArchive } from "../exports/fill-from-archive.ts";
import { writeShopArchive } from "../exports/write-shop-archive.ts";
import { verifyStore } from "../verify-store.ts";
import { findBackupFacts, findStoreFacts, inspectBackup, isArchive } from "./backup-content.ts";
import { withArchive } from "./inspect-archive.ts";
import { withPlain } from "./plain-backup.ts";
import type { PlainOrder } from "./plain-backup.ts";

export interface StageOrder extends PlainOrder {
  /** The name of the backup, for the audit log. */
  readonly name: string;
  /** The URL of the database that it will replace, which may be missing or damaged. */
  readonly url: string;
  /** Other backups: their series of receipts are not used again. */
  readonly others: readonly string[];
  /** The name of the person; empty for the command line. */
  readonly by: string;
  /** Restores also records that do not agree with each other. */
  readonly acceptDifferences: boolean;
  /** The settings of backups of the present, which stay; null if there is no shop. */
  readonly settings: BackupSettingsRow | null;
}

const WHO = { actor: systemActor(0, new Set()), requestId: "restore" };

/**
 * Prepares a backup next to the database that it will replace: copies and checks it, updates it to this version, begins
 * new series of numbers, and verifies all records. Either form of a backup restores on either engine. Returns what the
 * backup contained. Throws `BackupUnusable`; then nothing is left.
 */
export function stageRestore(order: StageOrder): Promise<DatabaseFacts> {
  return withPlain(order, ({ path }) => stagePlain({ ...order, source: path }));
}

async function stagePlain(order: StageOrder): Promise<DatabaseFacts> {
  const staged = stagedStore(order.url);
  try {
    await staged.clear();
    const facts = await fill(order, staged.url);
    if (facts.shopName === null) throw new BackupUnusable("no_shop", order.source);
    await settle(order, staged.url);
    await refuseDifferences(order, staged.url);
    await staged.finish();
    return facts;
  } catch (error) {
    await staged.discard();
    throw error;
  }
}

async function fill(order: StageOrder, url: string): Promise<DatabaseFacts> {
  const { source, home, acceptDifferences } = order;
  if (isArchive(source)) {
    const facts = await inspectBackup(source);
    await withArchive(source, (archive) => fillFromArchive(archive, url));
    return facts;
  }
  if (url.startsWith("file:"))
    return copyBackup(source, url.slice("file:".length), acceptDifferences);
  // A file reaches a server by way of an archive.
  const folder = mkdtempSync(join(home, "restoring-"));
  try {
    const copy = join(folder, "daybook.db");
    const facts = copyBackup(source, copy, acceptDifferences);
    await (await openStore({ url: `file:${copy}`, allowNetworkFs: true })).close();
    const path = join(folder, "daybook.zip");
    await writeShopArchive(`file:${copy}`, path, true);
    await withArchive(path, (archive) => fillFromArchive(archive, url));
    return facts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function settle(order: StageOrder, url: string): Promise<void> {
  // The folder of the database was checked when the server started.
  const store = await openStore({ url, allowNetworkFs: true });
  try {
    const work = createUnitOfWork({ store, clock: Date.now });
    await refreshKeys(work);
    const used = await usedElsewhere(order);
    const { name, by, settings } = order;
    await work.write(WHO, async (ctx) => {
      await settleRestored(ctx, { name, by, used });
      if (settings !== null) await keepBackupSettings(ctx, settings);
    });
  } finally {
    await store.close();
  }
}

/** On connections of its own, whose reads may take long. */
async function refuseDifferences({ acceptDifferences }: StageOrder, url: string): Promise<void> {
  const report = await verifyStore(url);
  if (report.clean || acceptDifferences) return;
  const failed = report.checks.filter(({ mismatches }) => mismatches > 0).map(({ id }) => id);
  throw new BackupUnusable("checks_failed", failed.join(", "));
}

async function usedElsewhere({ url, others }: StageOrder) {
  const found = [await findStoreFacts(url)];
  for (const path of others) found.push(await findBackupFacts(path));
  const known = found.filter((facts) => facts !== null);
  return {
    prefixes: known.flatMap(({ prefixes }) => prefixes),
    closingSeries: Math.max(1, ...known.map(({ closingSeries }) => closingSeries)),
    lastChange: Math.max(0, ...known.map(({ lastChange }) => lastChange)),
  };
}
