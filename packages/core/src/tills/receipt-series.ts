/** Series of receipt numbers: a till begins the next one when numbers of its present one may be on paper already. */
import { asc, eq, like } from "drizzle-orm";
import { businessTime } from "@daybook/contract/business-time";
import { minor } from "@daybook/contract/money";
import type { TillEventKind } from "@daybook/contract/till-events";
import { nextSeries } from "@daybook/contract/tills";
import { newId } from "@daybook/contract/uuid";
import type { Tables } from "@daybook/db/types";
import type { WriteCtx } from "../context/context.ts";
import { assert } from "../errors/domain-error.ts";
import { getShop } from "../settings/shop.ts";
import { insertTillEvents } from "./till-events.ts";

type DeviceRow = Tables["device"]["$inferSelect"];

export interface NewSeries {
  /** What the journal says before the change of the prefix. */
  readonly why: string;
  /** Prefixes that receipts outside these records may have. */
  readonly used?: readonly string[];
}

/** Begins the next series of every device, and returns the changes as `A → A2`. */
export async function beginEverySeries(ctx: WriteCtx, series: NewSeries): Promise<string[]> {
  const { device } = ctx.t;
  const rows = await ctx.db.select().from(device).orderBy(asc(device.id));
  const changes: string[] = [];
  for (const row of rows) changes.push(await beginSeries(ctx, row, series));
  return changes;
}

/**
 * Begins the next series of a device, with a prefix that no receipt has. Its count continues, so `A2-121` follows
 * `A-120`. Returns the change as `A → A2`, which is in the journal of the device too.
 */
export async function beginSeries(
  ctx: WriteCtx,
  row: DeviceRow,
  { why, used = [] }: NewSeries,
): Promise<string> {
  const { device } = ctx.t;
  const receiptPrefix = await freePrefix(ctx, row.receiptPrefix, used);
  await ctx.db
    .update(device)
    .set({ receiptPrefix, version: row.version + 1 })
    .where(eq(device.id, row.id));
  const change = `${row.receiptPrefix} → ${receiptPrefix}`;
  await recordOwnersEvent(ctx, row.id, { kind: "restored", detail: `${why}: ${change}` });
  return change;
}

async function freePrefix(ctx: WriteCtx, prefix: string, used: readonly string[]): Promise<string> {
  const { device, missingReceipt, sale } = ctx.t;
  const devices = await ctx.db.select({ prefix: device.receiptPrefix }).from(device);
  const taken = new Set([...used, ...devices.map((row) => row.prefix)]);
  for (;;) {
    const next = nextSeries(prefix, taken);
    taken.add(next);
    const [sold] = await ctx.db
      .select({ id: sale.id })
      .from(sale)
      .where(like(sale.receiptNumber, `${next}-%`))
      .limit(1);
    const [printed] = await ctx.db
      .select({ id: missingReceipt.id })
      .from(missingReceipt)
      .where(like(missingReceipt.receiptNumber, `${next}-%`))
      .limit(1);
    if (sold === undefined && printed === undefined) return next;
  }
}

/** Records an event that nobody at the till caused. A person is on record with each event: it is the owner. */
export async function recordOwnersEvent(
  ctx: WriteCtx,
  deviceId: number,
  { kind, detail }: { readonly kind: TillEventKind; readonly detail: string },
): Promise<void> {
  const { businessDate } = businessTime(await getShop(ctx), ctx.now);
  const event = { key: newId(ctx.now), kind, occurredAt: ctx.now, businessDate, detail };
  const actor = { ...ctx.actor, userId: await ownerOf(ctx) };
  await insertTillEvents({ ...ctx, actor }, deviceId, [
    { ...event, amountMinor: minor(0), saleId: null },
  ]);
  ctx.changed("tillEvents");
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
