/** What is on record of backups: what is in each file, which attempts failed, and when the next one is due. */
import { and, desc, eq, isNotNull, isNull, lt, lte, ne } from "drizzle-orm";
import type { BackupTrigger } from "@daybook/contract/backups";
import type { ReadTx, Tables } from "@daybook/db/types";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { findShop } from "../settings/shop.ts";

export type BackupRun = Tables["backupRun"]["$inferSelect"];
export type NewBackupRun = Omit<BackupRun, "id">;

/** The shop's last change and its last closing report: a backup that contains them needs no successor. */
export interface ShopState {
  readonly lastChange: number;
  readonly lastClosing: number;
}

const HOUR_MS = 60 * 60_000;
const RETRY_MS = 10 * 60_000;
/** Longer than the oldest backup is kept. */
const KEPT_MS = 400 * 24 * HOUR_MS;
const OVERDUE_MS = 26 * HOUR_MS;

/** Records an attempt, and forgets those of more than a year ago. */
export async function recordBackupRun(ctx: WriteCtx, run: NewBackupRun): Promise<void> {
  const { backupRun } = ctx.t;
  await ctx.db.delete(backupRun).where(lt(backupRun.startedAt, ctx.now - KEPT_MS));
  await ctx.db.insert(backupRun).values(run);
  ctx.changed("backups");
}

/** The successful attempts, newest first. */
export function selectBackupRuns({ db, t: { backupRun } }: ReadTx): Promise<BackupRun[]> {
  return db
    .select()
    .from(backupRun)
    .where(isNotNull(backupRun.fileName))
    .orderBy(desc(backupRun.startedAt), desc(backupRun.id));
}

/** The SHA-256 of a backup when it was made or found; null if it is not on record. */
export async function findBackupHash(
  { db, t: { backupRun } }: ReadTx,
  fileName: string,
): Promise<string | null> {
  const [run] = await db
    .select({ sha256: backupRun.sha256 })
    .from(backupRun)
    .where(eq(backupRun.fileName, fileName));
  return run?.sha256 ?? null;
}

/** The last attempt, if it failed. */
export async function findLastFailure({ db, t: { backupRun } }: ReadTx): Promise<BackupRun | null> {
  const [last] = await db
    .select()
    .from(backupRun)
    .orderBy(desc(backupRun.startedAt), desc(backupRun.id))
    .limit(1);
  return last === undefined || last.failure === null ? null : last;
}

export async function readShopState({ db, t }: ReadTx): Promise<ShopState> {
  // A backup itself is a change, which needs no backup.
  const [change] = await db
    .select({ seq: t.outboxEvent.seq })
    .from(t.outboxEvent)
    .where(ne(t.outboxEvent.topic, "backups"))
    .orderBy(desc(t.outboxEvent.seq))
    .limit(1);
  const [closing] = await db
    .select({ number: t.closing.number })
    .from(t.closing)
    .orderBy(desc(t.closing.number))
    .limit(1);
  return { lastChange: change?.seq ?? 0, lastClosing: closing?.number ?? 0 };
}

/**
 * Which backup is due now: after a closing at once, else an hour after the last one, if anything was written since, and
 * at once where this computer has none: after a restore, those on record may be elsewhere. Null before setup, and within
 * ten minutes of a failure.
 */
export async function findDueBackup(
  ctx: ReadCtx,
  { hasFiles = true }: { readonly hasFiles?: boolean } = {},
): Promise<BackupTrigger | null> {
  if ((await findShop(ctx)) === null) return null;
  const failure = await findLastFailure(ctx);
  // In either direction: a clock that was set back must not stop the backups.
  if (failure !== null && Math.abs(ctx.now - failure.startedAt) < RETRY_MS) return null;
  const [last] = await selectLastRun(ctx);
  const state = await readShopState(ctx);
  if (last === undefined || !hasFiles) return "hourly";
  if (state.lastClosing > last.lastClosing) return "closing";
  if (state.lastChange <= last.lastChange) return null;
  return Math.abs(ctx.now - last.startedAt) >= HOUR_MS ? "hourly" : null;
}

/** When the next automatic backup is due; null if nothing was saved since the last one. */
export async function nextBackupAt(ctx: ReadCtx): Promise<number | null> {
  const [last] = await selectLastRun(ctx);
  const { lastChange } = await readShopState(ctx);
  if (last === undefined) return ctx.now;
  return lastChange > last.lastChange ? last.startedAt + HOUR_MS : null;
}

/** Whether the shop has changes that no backup of the last 26 hours contains. */
export async function isBackupOverdue(ctx: ReadCtx): Promise<boolean> {
  const shop = await findShop(ctx);
  if (shop === null) return false;
  const [last] = await selectLastRun(ctx);
  if (ctx.now - (last?.startedAt ?? shop.setUpAt) <= OVERDUE_MS) return false;
  const { lastChange } = await readShopState(ctx);
  return last === undefined || lastChange > last.lastChange;
}

/**
 * The last backup, as the clock is now. One of further ahead was made before the clock was set back: compared with it, a
 * backup would be due again every minute until that time.
 */
function selectLastRun({ db, t: { backupRun }, now }: ReadCtx): Promise<BackupRun[]> {
  return db
    .select()
    .from(backupRun)
    .where(and(isNull(backupRun.failure), lte(backupRun.startedAt, now + HOUR_MS)))
    .orderBy(desc(backupRun.startedAt), desc(backupRun.id))
    .limit(1);
}

/** Forgets a file that is no longer there. */
export async function forgetBackup(ctx: WriteCtx, fileName: string): Promise<void> {
  const { backupRun } = ctx.t;
  await ctx.db.delete(backupRun).where(eq(backupRun.fileName, fileName));
  ctx.changed("backups");
}
