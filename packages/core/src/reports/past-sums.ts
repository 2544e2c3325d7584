/** The sums of the sales of a former system, from their own rows: the daily figures are those of this shop's documents. */
import { and, gte, inArray, lte, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { Tables } from "@daybook/db/types";
import type { ReadCtx } from "../context/context.ts";
import { NO_TRADE, sumOf } from "./figures.ts";
import type { SalesSums } from "./figures.ts";
import { inPlace } from "./place.ts";

/** The part of `SalesSums` that past sales have, to select from `past_sale`, grouped or not. */
function pastSums(t: Tables) {
  const { totalMinor, unitsMilli } = t.pastSale;
  const count = (condition: SQL) =>
    sql`coalesce(sum(CASE WHEN ${condition} THEN 1 ELSE 0 END), 0)`.mapWith(Number);
  return {
    sales: count(sql`${totalMinor} >= 0`),
    returns: count(sql`${totalMinor} < 0`),
    pastMinor: sumOf(totalMinor),
    unitsMilli: sumOf(unitsMilli),
  };
}

type PastSums = Pick<SalesSums, "sales" | "returns" | "pastMinor" | "unitsMilli">;

/** As sums of sales: the total is without a known tax, so it is takings and revenue alike. */
function asSums({ sales, returns, pastMinor, unitsMilli }: PastSums): SalesSums {
  return {
    ...NO_TRADE,
    sales,
    returns,
    unitsMilli,
    pastMinor,
    pastSales: sales + returns,
    salesTotalMinor: pastMinor,
    netMinor: pastMinor,
  };
}

const selectingDays = prepared((db, t) =>
  db
    .select({ businessDate: t.pastSale.businessDate, ...pastSums(t) })
    .from(t.pastSale)
    .where(
      and(
        gte(t.pastSale.businessDate, sql.placeholder("from")),
        lte(t.pastSale.businessDate, sql.placeholder("to")),
        inPlace(t, t.pastSale.locationId),
      ),
    )
    .groupBy(t.pastSale.businessDate)
    .prepare(),
);

/** The sums of every day with past sales in the range; place 0 is all locations. */
export async function pastSumsByDay(
  ctx: ReadCtx,
  range: { readonly from: string; readonly to: string; readonly place: number },
): Promise<Map<string, SalesSums>> {
  const rows = await selectingDays(ctx).execute({ ...range });
  return new Map(rows.map((row) => [row.businessDate, asSums(row)]));
}

const selectingHours = prepared((db, t) =>
  db
    .select({
      businessDate: t.pastSale.businessDate,
      hour: t.pastSale.hour,
      ...pastSums(t),
    })
    .from(t.pastSale)
    .where(
      and(
        inArray(
          t.pastSale.businessDate,
          [0, 1, 2, 3, 4].map((index) => sql.placeholder(`day${index}`)),
        ),
        inPlace(t, t.pastSale.locationId),
      ),
    )
    .groupBy(t.pastSale.businessDate, t.pastSale.hour)
    .prepare(),
);

/** The sums of the hours of five days with past sales. */
export async function pastSumsByHour(
  ctx: ReadCtx,
  of: { readonly days: readonly string[]; readonly place: number },
): Promise<(SalesSums & { readonly businessDate: string; readonly hour: number })[]> {
  const days = Object.fromEntries(of.days.map((day, index) => [`day${index}`, day]));
  const rows = await selectingHours(ctx).execute({ ...days, place: of.place });
  return rows.map((row) => ({ businessDate: row.businessDate, hour: row.hour, ...asSums(row) }));
}
