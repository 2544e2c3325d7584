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
 * Serializes decisions that read many rows until the end of the transaction: that one owner remains, that one location
 * remains sellable, that no tree has a cycle. Call it before reading. It locks the shop's row; on SQLite, with one
 * writer, it never waits.
 */
export async function lockShop(ctx: WriteCtx): Promise<void> {
  await holding(ctx).execute({});
}
