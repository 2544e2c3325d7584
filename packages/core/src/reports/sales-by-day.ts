import { and, asc, gte, lte, sql } from "drizzle-orm";
import type { GetSalesByDay, SalesByDay } from "@daybook/contract/reports";
import { prepared } from "@daybook/db/statement";
import type { ReadCtx } from "../context/context.ts";
import { addSums, figuresOf, NO_TRADE, salesSums, traded } from "./figures.ts";
import type { SalesSums } from "./figures.ts";
import { inPlace, placeOf } from "./place.ts";

const selectingDays = prepared((db, t) =>
  db
    .select({ businessDate: t.salesDaily.businessDate, ...salesSums(t) })
    .from(t.salesDaily)
    .where(
      and(
        gte(t.salesDaily.businessDate, sql.placeholder("from")),
        lte(t.salesDaily.businessDate, sql.placeholder("to")),
        inPlace(t, t.salesDaily.locationId),
      ),
    )
    .groupBy(t.salesDaily.businessDate)
    .orderBy(asc(t.salesDaily.businessDate))
    .prepare(),
);

/** The days to read, both included, and the location (0 = all). */
export interface DayRange {
  readonly from: string;
  readonly to: string;
  readonly place: number;
}

/** The sums of every day with sales in the range, oldest first. */
export async function sumsByDay(
  ctx: ReadCtx,
  range: DayRange,
): Promise<(SalesSums & { businessDate: string })[]> {
  const rows = await selectingDays(ctx).execute({ ...range });
  return rows.filter(traded);
}

/** The figures of each day with sales, oldest first, and of the whole range. */
export async function getSalesByDay(ctx: ReadCtx, input: GetSalesByDay): Promise<SalesByDay> {
  const place = await placeOf(ctx, input.locationId);
  const days = await sumsByDay(ctx, { from: input.from, to: input.to, ...place });
  return {
    items: days.map((day) => ({ businessDate: day.businessDate, ...figuresOf(ctx, day) })),
    total: figuresOf(ctx, days.reduce<SalesSums>(addSums, NO_TRADE)),
  };
}
