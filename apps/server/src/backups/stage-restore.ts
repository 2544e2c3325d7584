import { copyFileSync } from "node:fs";
import { systemActor } from "@daybook/core/context/context";
import { settleRestored } from "@daybook/core/backups/settle-restored";
import { refreshKeys } from "@daybook/core/maintenance/refresh-keys";
import { verifyDatabase } from "@daybook/core/reports/verify/verify-database";
import { createUnitOfWork } from "@daybook/core/writes/unit-of-work";
import { BackupUnusable, findFacts, inspectDatabase } from "@daybook/db/engines/sqlite/backup-file";
import type { DatabaseFacts } from "@daybook/db/engines/sqlite/backup-file";
import { makePrivate } from "@daybook/db/engines/sqlite/lock";
import { finishStaging, removeStaging, stagingPath } from "@daybook/db/engines/sqlite/replace-file";
import { openStore } from "@daybook/db/open-store";

export interface StageOrder {
  /** The backup. */
  readonly source: string;
  /** Its name, for the audit log. */
  readonly name: string;
  /** The database that it will replace, which may be missing or damaged. */
  readonly path: string;
  /** Other backups: their series of receipts are not used again. */
  readonly others: readonly string[];
  /** The name of the person; empty for the command line. */
  readonly by: string;
  /** Restores also records that do not agree with each other. */
  readonly acceptDifferences: boolean;
}

const WHO = { actor: systemActor(0, new Set()), requestId: "restore" };

/**
 * Prepares a backup next to the database that it will replace: copies and checks it, updates it to this version, begins
 * new series of numbers, and verifies all records. Returns what the backup contained. Throws `BackupUnusable`; then
 * nothing is left.
 */
export async function stageRestore(order: StageOrder): Promise<DatabaseFacts> {
  const { source, path } = order;
  removeStaging(path);
  try {
    const staging = stagingPath(path);
    copyFileSync(source, staging);
    makePrivate(staging);
    const facts = inspectDatabase(staging);
    if (facts.shopName === null) throw new BackupUnusable("no_shop", source);
    await settle(order, staging);
    finishStaging(path);
    return facts;
  } catch (error) {
    removeStaging(path);
    throw error;
  }
}

async function settle(order: StageOrder, staging: string): Promise<void> {
  // The folder of the database was checked when the server started.
  const store = await openStore({ url: `file:${staging}`, allowNetworkFs: true });
  try {
    const work = createUnitOfWork({ store, clock: Date.now });
    await refreshKeys(work);
    const used = usedElsewhere(order);
    const { name, by } = order;
    await work.write(WHO, (ctx) => settleRestored(ctx, { name, by, used }));
    const report = await work.snapshot(WHO, (ctx) => verifyDatabase(ctx, Date.now));
    if (report.clean || order.acceptDifferences) return;
    const failed = report.checks.filter(({ mismatches }) => mismatches > 0).map(({ id }) => id);
    throw new BackupUnusable("checks_failed", failed.join(", "));
  } finally {
    await store.close();
  }
}

function usedElsewhere({ path, others }: StageOrder) {
  const known = [path, ...others].flatMap((file) => findFacts(file) ?? []);
  return {
    prefixes: known.flatMap(({ prefixes }) => prefixes),
    closingSeries: Math.max(1, ...known.map(({ closingSeries }) => closingSeries)),
    lastChange: Math.max(0, ...known.map(({ lastChange }) => lastChange)),
  };
}
