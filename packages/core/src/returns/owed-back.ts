import { and, eq, sql } from "drizzle-orm";
import type { OwedBack } from "@daybook/contract/cash-rounding";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import type { ReadCtx } from "../context/context.ts";
import type { SaleRow } from "../sales/sold-lines.ts";

/**
 * What the customer is owed if goods of this worth are returned now, after all earlier returns. Amounts are cumulative:
 * what cash rounding added to an earlier refund is missing from this one, and everything returned is exactly what was
 * paid, with its rounding.
 */
export async function owedBack(
  ctx: ReadCtx,
  origin: SaleRow,
  worthMinor: Minor,
): Promise<OwedBack> {
  const { sale } = ctx.t;
  const sum = (what: ReturnType<typeof sql>) => sql`coalesce(sum(${what}), 0)`.mapWith(Number);
  const [earlier] = await ctx.db
    .select({
      worthMinor: sum(sql`${sale.netMinor} + ${sale.taxMinor}`),
      refundedMinor: sum(sql`${sale.totalMinor}`),
    })
    .from(sale)
    .where(and(eq(sale.originSaleId, origin.id), eq(sale.kind, "return")));
  const refundedMinor = earlier?.refundedMinor ?? 0;
  const backMinor = (earlier?.worthMinor ?? 0) + worthMinor;
  const paidMinor = origin.totalMinor;
  const isAll = backMinor === origin.netMinor + origin.taxMinor;
  const dueMinor = isAll ? paidMinor : Math.min(backMinor, paidMinor);
  return {
    owedMinor: minor(Math.max(0, dueMinor - refundedMinor)),
    mostMinor: minor(Math.max(0, paidMinor - refundedMinor)),
  };
}
