import { and, eq, inArray, lt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Counting } from "@daybook/contract/drawers";
import { minor } from "@daybook/contract/money";
import { CASH } from "@daybook/contract/tenders";
import type { ReadCtx } from "../context/context.ts";

const COUNTED_ONCE: Counting = { times: 1, earlierDifferences: [] };

/** How each of these sessions was counted, which were counted at least once. */
export async function countingsOf(
  { db, t }: ReadCtx,
  sessionIds: readonly number[],
): Promise<ReadonlyMap<number, Counting>> {
  const { cashCount, cashCountLine } = t;
  const last = alias(cashCount, "last");
  const difference = sql`${cashCountLine.countedMinor} - ${cashCountLine.expectedMinor}`;
  const rows = await db
    .select({
      sessionId: cashCount.sessionId,
      tender: cashCountLine.tender,
      name: sql<string>`max(${cashCountLine.tenderName})`,
      times: sql`count(*)`.mapWith(Number),
      most: sql`max(${difference})`.mapWith(Number),
      least: sql`min(${difference})`.mapWith(Number),
    })
    .from(cashCount)
    .innerJoin(cashCountLine, eq(cashCountLine.countId, cashCount.id))
    .where(
      and(
        inArray(cashCount.sessionId, [...sessionIds]),
        lt(
          cashCount.id,
          sql`(SELECT max(${last.id}) FROM ${cashCount} last WHERE ${last.sessionId} = ${cashCount.sessionId})`,
        ),
      ),
    )
    .groupBy(cashCount.sessionId, cashCountLine.tender)
    .orderBy(cashCount.sessionId, cashCountLine.tender);
  const found = new Map(sessionIds.map((id) => [id, COUNTED_ONCE]));
  for (const { sessionId, tender, name, times, most, least } of rows) {
    const before = found.get(sessionId) ?? COUNTED_ONCE;
    const differenceMinor = minor(larger(most, least));
    found.set(sessionId, {
      // Every count has cash.
      times: tender === CASH ? times + 1 : before.times,
      earlierDifferences: [...before.earlierDifferences, { tender, name, differenceMinor }],
    });
  }
  return found;
}

/** How one session was counted. */
export async function countingOf(ctx: ReadCtx, sessionId: number): Promise<Counting> {
  return (await countingsOf(ctx, [sessionId])).get(sessionId) ?? COUNTED_ONCE;
}

/** The one that is further from zero, with its sign; of two that are as far, the one that is short. */
export function larger(a: number, b: number): number {
  if (Math.abs(a) === Math.abs(b)) return Math.min(a, b);
  return Math.abs(a) > Math.abs(b) ? a : b;
}
