/** Which part of the till journal belongs to the open session of a drawer. */
import { and, asc, desc, eq, lt, max } from "drizzle-orm";
import type { ReadCtx } from "../context/context.ts";
import type { JournalPart } from "../tills/till-events.ts";

/**
 * The journal of the drawer's tills since the closing that counted it last, or since they have the drawer. The numbers
 * of a till are committed in order, so each event is in one closing at most, whatever the clocks say.
 */
export async function journalOf(
  { db, t }: Pick<ReadCtx, "db" | "t">,
  drawerId: number,
): Promise<JournalPart[]> {
  const { device, tillDrawer } = t;
  const tills = await db
    .select({
      deviceId: device.id,
      last: device.lastEventSeq,
      since: max(tillDrawer.since),
    })
    .from(device)
    .leftJoin(tillDrawer, eq(tillDrawer.deviceId, device.id))
    .where(eq(device.drawerId, drawerId))
    .groupBy(device.id, device.lastEventSeq)
    .orderBy(asc(device.id));
  const parts: JournalPart[] = [];
  for (const { deviceId, last, since } of tills)
    parts.push({ deviceId, last, after: await countedUntil({ db, t }, deviceId, Number(since)) });
  return parts;
}

/** The number of the last event that belongs to no later closing: it was counted, or is of before `since`. */
async function countedUntil(
  { db, t }: Pick<ReadCtx, "db" | "t">,
  deviceId: number,
  since: number,
): Promise<number> {
  const { closing, closingTill, tillEvent } = t;
  const [counted] = await db
    .select({ eventSeq: closingTill.eventSeq, closedAt: closing.closedAt })
    .from(closingTill)
    .innerJoin(closing, eq(closing.id, closingTill.closingId))
    .where(eq(closingTill.deviceId, deviceId))
    .orderBy(desc(closingTill.closingId))
    .limit(1);
  if (counted !== undefined && counted.closedAt >= since) return counted.eventSeq;
  const [before] = await db
    .select({ eventSeq: max(tillEvent.deviceSeq) })
    .from(tillEvent)
    .where(and(eq(tillEvent.deviceId, deviceId), lt(tillEvent.recordedAt, since)));
  return Math.max(counted?.eventSeq ?? 0, Number(before?.eventSeq ?? 0));
}
