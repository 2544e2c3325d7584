import { eq, sql } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { WriteCtx } from "../context/context.ts";

const holding = prepared((db, t) =>
  db
    .update(t.shop)
    .set({ version: sql`${t.shop.version}` })
    .where(eq(t.shop.id, 1))
    .prepare(),
);

/**
 * Makes the decisions that look at many rows wait for one another until the end of the transaction: that one owner
 * stays, that one place still sells, that no tree bites its tail. Taken before looking. The shop's row is the lock; on
 * SQLite, with its one writer, nothing ever waits.
 */
export async function lockShop(ctx: WriteCtx): Promise<void> {
  await holding(ctx).execute({});
}
