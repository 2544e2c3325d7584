/** Which part of the till journal belongs to the open session of a drawer. */
import { asc, desc, eq } from "drizzle-orm";
import type { ReadCtx } from "../context/context.ts";
import type { JournalPart } from "../tills/till-events.ts";

/**
 * The journal of the drawer's tills since the closing that counted it last. The numbers of a till are committed in
 * order, so each event is in exactly one closing, whatever the clocks say.
 */
export async function journalOf(
  { db, t }: Pick<ReadCtx, "db" | "t">,
  drawerId: number,
): Promise<JournalPart[]> {
  const { device, closingTill } = t;
  const tills = await db
    .select({ deviceId: device.id, last: device.lastEventSeq })
    .from(device)
    .where(eq(device.drawerId, drawerId))
    .orderBy(asc(device.id));
  const parts: JournalPart[] = [];
  for (const till of tills) {
    const [counted] = await db
      .select({ eventSeq: closingTill.eventSeq })
      .from(closingTill)
      .where(eq(closingTill.deviceId, till.deviceId))
      .orderBy(desc(closingTill.closingId))
      .limit(1);
    parts.push({ ...till, after: counted?.eventSeq ?? 0 });
  }
  return parts;
}
