/** What a restored database needs before anyone works with it. */
import { asc, desc, eq, isNull, sql } from "drizzle-orm";
import { businessTime } from "@daybook/contract/business-time";
import { minor } from "@daybook/contract/money";
import { nextSeries } from "@daybook/contract/tills";
import { TOPICS } from "@daybook/contract/topics";
import { newId } from "@daybook/contract/uuid";
import type { Tables } from "@daybook/db/types";
import type { WriteCtx } from "../context/context.ts";
import { assert } from "../errors/domain-error.ts";
import { getShop } from "../settings/shop.ts";
import { insertTillEvents } from "../tills/till-events.ts";
import { recordAudit } from "../writes/audit.ts";
import { findLastSale } from "./last-sale.ts";

type Device = Tables["device"]["$inferSelect"];

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
  const series = await openSeries(ctx, from);
  await skipChanges(ctx, from.used.lastChange);
  await recordAudit(ctx, {
    action: "backups.restore",
    entity: "backup",
    entityId: from.name,
    after: { by: from.by, series: series.join(", ") },
  });
}

async function endAccess({ db, t, now }: WriteCtx): Promise<void> {
  await db.delete(t.session);
  await db.delete(t.passwordReset);
  await db.update(t.apiKey).set({ revokedAt: now }).where(isNull(t.apiKey.revokedAt));
}

/** Returns the changes as `A → A2`. */
async function openSeries(ctx: WriteCtx, { name, used }: RestoredFrom): Promise<string[]> {
  const { device, shop } = ctx.t;
  const devices = await ctx.db.select().from(device).orderBy(asc(device.id));
  const taken = new Set([...used.prefixes, ...devices.map((row) => row.receiptPrefix)]);
  const changes: string[] = [];
  for (const row of devices) {
    const prefix = nextSeries(row.receiptPrefix, taken);
    taken.add(prefix);
    await ctx.db
      .update(device)
      .set({ receiptPrefix: prefix, version: row.version + 1 })
      .where(eq(device.id, row.id));
    const change = `${row.receiptPrefix} → ${prefix}`;
    changes.push(change);
    await recordRestored(ctx, row, `${name}: ${change}`);
  }
  const { closingSeries } = await getShop(ctx);
  await ctx.db
    .update(shop)
    .set({
      closingSeries: Math.max(closingSeries, used.closingSeries) + 1,
      restoredAt: ctx.now,
      restoredTo: await findLastSale(ctx),
    })
    .where(eq(shop.id, 1));
  return changes;
}

async function recordRestored(ctx: WriteCtx, { id }: Device, detail: string): Promise<void> {
  const { businessDate } = businessTime(await getShop(ctx), ctx.now);
  const event = { key: newId(ctx.now), kind: "restored", occurredAt: ctx.now } as const;
  const rest = { businessDate, amountMinor: minor(0), saleId: null, detail };
  // A person is on record with each event; the restore is the owner's.
  const actor = { ...ctx.actor, userId: await ownerOf(ctx) };
  await insertTillEvents({ ...ctx, actor }, id, [{ ...event, ...rest }]);
}

async function ownerOf({ db, t }: WriteCtx): Promise<number> {
  const [owner] = await db
    .select({ id: t.userRole.userId })
    .from(t.userRole)
    .where(eq(t.userRole.role, "owner"))
    .orderBy(asc(t.userRole.userId))
    .limit(1);
  assert(owner !== undefined, "a shop always has an owner");
  return owner.id;
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
