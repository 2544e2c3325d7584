import { desc } from "drizzle-orm";
import type { ReadTx } from "@daybook/db/types";

/** When the last sale, return or void was recorded, in UTC milliseconds; null without one. */
export async function findLastSale({ db, t: { sale } }: ReadTx): Promise<number | null> {
  const [last] = await db
    .select({ recordedAt: sale.recordedAt })
    .from(sale)
    .orderBy(desc(sale.id))
    .limit(1);
  return last?.recordedAt ?? null;
}
