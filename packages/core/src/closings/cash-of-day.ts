import { and, eq, sql } from "drizzle-orm";
import { businessTime } from "@daybook/contract/business-time";
import type { CashOfDay, CashOfDayRow, GetCashOfDay } from "@daybook/contract/cash-of-day";
import { sumMinor, ZERO_MINOR } from "@daybook/contract/money";
import { CASH } from "@daybook/contract/tenders";
import type { ReadCtx } from "../context/context.ts";
import { selectDrawers } from "../drawers/drawer-rows.ts";
import { getShop } from "../settings/shop.ts";
import { exactSum } from "../sums/shown-sum.ts";

/**
 * The cash of a business day by drawer, added up from its documents, and what is in no drawer: together the cash of the
 * sales list.
 */
export async function getCashOfDay(ctx: ReadCtx, { day }: GetCashOfDay): Promise<CashOfDay> {
  const businessDate = day ?? businessTime(await getShop(ctx), ctx.now).businessDate;
  const paid = await cashByDrawer(ctx, businessDate);
  const of = (drawerId: number | null) =>
    paid.find((row) => row.drawerId === drawerId) ?? { documents: 0, cashMinor: ZERO_MINOR };
  const rows = (await selectDrawers(ctx)).flatMap(
    ({ id, publicId, name, deactivatedAt }): CashOfDayRow[] => {
      const { documents, cashMinor } = of(id);
      if (deactivatedAt !== null && documents === 0) return [];
      return [{ drawer: { id: publicId, name }, documents, cashMinor }];
    },
  );
  const { documents, cashMinor } = of(null);
  const items = [...rows, { drawer: null, documents, cashMinor }];
  return { businessDate, items, totalMinor: sumMinor(items.map((row) => row.cashMinor)) };
}

function cashByDrawer({ db, t }: ReadCtx, businessDate: string) {
  const { sale, payment, drawerSession } = t;
  return db
    .select({
      drawerId: drawerSession.drawerId,
      documents: sql`count(DISTINCT ${sale.id})`.mapWith(Number),
      // The payments of a void are negative.
      cashMinor:
        sql`sum(CASE ${sale.kind} WHEN 'return' THEN -${payment.amountMinor} ELSE ${payment.amountMinor} END)`.mapWith(
          exactSum,
        ),
    })
    .from(sale)
    .innerJoin(payment, eq(payment.saleId, sale.id))
    .leftJoin(drawerSession, eq(drawerSession.id, sale.sessionId))
    .where(and(eq(sale.businessDate, businessDate), eq(payment.tender, CASH)))
    .groupBy(drawerSession.drawerId);
}
