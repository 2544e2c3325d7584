import { asc, desc } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";

const reading = prepared((db, t) => ({
  first: db
    .select({ seq: t.outboxEvent.seq })
    .from(t.outboxEvent)
    .orderBy(asc(t.outboxEvent.seq))
    .limit(1)
    .prepare(),
  last: db
    .select({ seq: t.outboxEvent.seq })
    .from(t.outboxEvent)
    .orderBy(desc(t.outboxEvent.seq))
    .limit(1)
    .prepare(),
}));

/** The seq of the last change, 0 before the first. */
export async function lastChange(tx: ReadTx): Promise<number> {
  const [last] = await reading(tx).last.execute({});
  return last?.seq ?? 0;
}

/**
 * The seq of the first and the last available change, 0 and 0 before the first. If min and max were selected together,
 * SQLite would scan all changes instead of reading the two ends of the index.
 */
export async function outboxEnds(tx: ReadTx): Promise<{ first: number; last: number }> {
  const last = await lastChange(tx);
  const [first] = await reading(tx).first.execute({});
  return { first: first?.seq ?? 0, last };
}
