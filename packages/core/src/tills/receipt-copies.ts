import { and, count, eq, max } from "drizzle-orm";
import type { Sale } from "@daybook/contract/sales";
import type { ReadCtx } from "../context/context.ts";
import { isoInstantOrNull } from "../context/instants.ts";

/** A document of which no copy was printed. */
export const NO_COPIES: Sale["copies"] = { count: 0, lastAt: null };

/** How often a receipt was printed again, by the journals of all tills. */
export async function copiesOf(ctx: ReadCtx, saleId: number): Promise<Sale["copies"]> {
  const { tillEvent } = ctx.t;
  const [row] = await ctx.db
    .select({ count: count(), lastAt: max(tillEvent.occurredAt) })
    .from(tillEvent)
    .where(and(eq(tillEvent.saleId, saleId), eq(tillEvent.kind, "copy_printed")));
  return row === undefined ? NO_COPIES : { count: row.count, lastAt: isoInstantOrNull(row.lastAt) };
}
