/** The nightly trial restores of the newest backup. */
import { desc, lt } from "drizzle-orm";
import { businessTime } from "@daybook/contract/business-time";
import type { RestoreDrill } from "@daybook/contract/backups";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";
import { getShop } from "../settings/shop.ts";

const HOUR_MS = 60 * 60_000;
/** Hours of local time in which a shop rarely sells. */
const NIGHT = { from: 1, to: 5 } as const;
/** A computer that is off every night tries in the day. */
const LATEST_MS = 36 * HOUR_MS;
const KEPT_MS = 400 * 24 * HOUR_MS;

export interface DrillResult {
  readonly fileName: string;
  readonly startedAt: number;
  readonly tookMs: number;
  /** Why the backup could not be restored; null if it could. */
  readonly problem: string | null;
}

/** Records a trial restore, and forgets those of more than a year ago. */
export async function recordDrill(ctx: WriteCtx, result: DrillResult): Promise<void> {
  const { restoreDrill } = ctx.t;
  await ctx.db.delete(restoreDrill).where(lt(restoreDrill.startedAt, ctx.now - KEPT_MS));
  await ctx.db.insert(restoreDrill).values({ ...result, ok: result.problem === null });
  ctx.changed("backups");
}

/** The last trial restore; null before the first. */
export async function findLastDrill(ctx: ReadCtx): Promise<RestoreDrill | null> {
  const last = await selectLast(ctx);
  if (last === null) return null;
  const { fileName, startedAt, tookMs, ok } = last;
  return { name: fileName, startedAt: isoInstant(startedAt), tookMs, ok };
}

/** Once a night: the last one is a day ago, and it is night, or it was long ago. */
export async function isDrillDue(ctx: ReadCtx): Promise<boolean> {
  const last = await selectLast(ctx);
  if (last === null) return true;
  // In either direction: a clock that was set back must not stop the drills.
  const since = Math.abs(ctx.now - last.startedAt);
  if (since >= LATEST_MS) return true;
  const { hour } = businessTime(await getShop(ctx), ctx.now);
  const isNight = hour >= NIGHT.from && hour < NIGHT.to;
  return isNight && since >= 20 * HOUR_MS;
}

async function selectLast({ db, t: { restoreDrill } }: ReadCtx) {
  const [last] = await db
    .select()
    .from(restoreDrill)
    .orderBy(desc(restoreDrill.startedAt), desc(restoreDrill.id))
    .limit(1);
  return last ?? null;
}
