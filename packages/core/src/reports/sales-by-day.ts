import { and, asc, gte, lte, sql } from "drizzle-orm";
import type { GetSalesByDay, SalesByDay } from "@daybook/contract/reports";
import type { PastSales } from "@daybook/contract/past-sales";
import { prepared } from "@daybook/db/statement";
import type { ReadCtx } from "../context/context.ts";
import { addSums, figuresOf, NO_TRADE, salesSums, traded } from "./figures.ts";
import type { SalesSums } from "./figures.ts";
import { pastSumsByDay } from "./past-sums.ts";
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

/** The days to read, both included, the location (0 = all), and whether past sales are included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
  readonly place: number;
  readonly pastSales: PastSales;
}

/** The sums of every day with sales in the range, oldest first. */
export async function sumsByDay(
  ctx: ReadCtx,
  range: DayRange,
): Promise<(SalesSums & { businessDate: string })[]> {
  const rows = (await selectingDays(ctx).execute({ ...range })).filter(traded);
  return range.pastSales === "without" ? rows : withPast(rows, await pastSumsByDay(ctx, range));
}

type DaySums = SalesSums & { readonly businessDate: string };

function withPast(rows: readonly DaySums[], past: ReadonlyMap<string, SalesSums>): DaySums[] {
  if (past.size === 0) return [...rows];
  const days = new Map<string, SalesSums>(past);
  for (const row of rows)
    days.set(row.businessDate, addSums(row, past.get(row.businessDate) ?? NO_TRADE));
  return [...days]
    .map(([businessDate, sums]) => ({ businessDate, ...sums }))
    .toSorted((a, b) => (a.businessDate < b.businessDate ? -1 : 1));
}

/** The figures of each day with sales, oldest first, and of the whole range. */
export async function getSalesByDay(ctx: ReadCtx, input: GetSalesByDay): Promise<SalesByDay> {
  const place = await placeOf(ctx, input.locationId);
  const { from, to, pastSales } = input;
  const days = await sumsByDay(ctx, { from, to, pastSales, ...place });
  return {
    items: days.map((day) => ({ businessDate: day.businessDate, ...figuresOf(ctx, day) })),
    total: figuresOf(ctx, days.reduce<SalesSums>(addSums, NO_TRADE)),
  };
}
