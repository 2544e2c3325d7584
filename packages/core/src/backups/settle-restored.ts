/** What a restored database needs before anyone works with it. */
import { desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { TOPICS } from "@daybook/contract/topics";
import type { WriteCtx } from "../context/context.ts";
import { getShop } from "../settings/shop.ts";
import { beginEverySeries } from "../tills/receipt-series.ts";
import { recordAudit } from "../writes/audit.ts";
import { findLastSale } from "./last-sale.ts";

export interface RestoredFrom {
  /** The file name of the backup. */
  readonly name: string;
  /** The name of the person who restores it; empty for the command line. */
  readonly by: string;
  /** What the replaced database and the other backups used: none of it is used again. */
  readonly used: {
    readonly prefixes: readonly string[];
    readonly closingSeries: number;
    readonly lastChange: number;
  };
}

/** Beyond the changes that any screen has seen of the database that was replaced. */
const AHEAD = 1_000_000;

/**
 * Settles a database that was restored from a backup. Receipts and closing reports made since the backup exist on paper,
 * so every till and the closing reports begin a new series; each till's journal and the audit log say so. Sessions end,
 * API keys are revoked, and every screen loads everything again.
 */
export async function settleRestored(ctx: WriteCtx, from: RestoredFrom): Promise<void> {
  await endAccess(ctx);
  const { name, used } = from;
  const series = await beginEverySeries(ctx, { why: name, used: used.prefixes });
  await openClosingSeries(ctx, used.closingSeries);
  await cancelPrintJobs(ctx);
  await skipChanges(ctx, used.lastChange);
  await recordAudit(ctx, {
    action: "backups.restore",
    entity: "backup",
    entityId: name,
    after: { by: from.by, series: series.join(", ") },
  });
}

async function endAccess({ db, t, now }: WriteCtx): Promise<void> {
  await db.delete(t.session);
  await db.delete(t.passwordReset);
  await db.update(t.apiKey).set({ revokedAt: now }).where(isNull(t.apiKey.revokedAt));
}

/** What waited when the backup was made is on paper, or nobody wants it any more. */
async function cancelPrintJobs({ db, t: { printJob }, now }: WriteCtx): Promise<void> {
  await db
    .update(printJob)
    .set({ status: "cancelled", problem: "restored", doneAt: now })
    .where(inArray(printJob.status, ["waiting", "sending", "failed"]));
}

async function openClosingSeries(ctx: WriteCtx, usedSeries: number): Promise<void> {
  const { shop } = ctx.t;
  const { closingSeries } = await getShop(ctx);
  await ctx.db
    .update(shop)
    .set({
      closingSeries: Math.max(closingSeries, usedSeries) + 1,
      restoredAt: ctx.now,
      restoredTo: await findLastSale(ctx),
    })
    .where(eq(shop.id, 1));
}

/**
 * A screen asks for the changes since the last one it saw, which may have been of the replaced database: the next
 * numbers are beyond all of those, and name no ids, which means everything of their topic.
 */
async function skipChanges({ db, t: { outboxEvent }, now }: WriteCtx, seen: number): Promise<void> {
  const [last] = await db
    .select({ seq: outboxEvent.seq })
    .from(outboxEvent)
    .orderBy(desc(outboxEvent.seq))
    .limit(1);
  const first = Math.max(last?.seq ?? 0, seen) + AHEAD;
  for (const [index, topic] of TOPICS.entries())
    await db.insert(outboxEvent).values({ seq: sql`${first + index}`, topic, ids: [], at: now });
}
