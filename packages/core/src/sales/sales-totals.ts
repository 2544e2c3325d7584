import { and, eq, gte, lte, sql } from "drizzle-orm";
import type { Column, SQL } from "drizzle-orm";
import { shownMinor } from "@daybook/contract/money";
import type { GetSalesTotals, SalesTotals } from "@daybook/contract/sales";
import type { ReadCtx } from "../context/context.ts";
import { assert } from "../errors/domain-error.ts";
import { isInside } from "../trees/is-inside.ts";
import { getLocationRow } from "../locations/location-rows.ts";
import { shownSum } from "../sums/shown-sum.ts";
import { lookUpFilter } from "./sale-filter.ts";
import type { SaleFilter } from "./sale-filter.ts";

/**
 * The totals of a filtered list of sales. Filters by days and location are answered from the daily figures, because a
 * screen may request them after every sale; any other filter aggregates the documents. Refuses like `listSales`.
 */
export async function getSalesTotals(ctx: ReadCtx, input: GetSalesTotals): Promise<SalesTotals> {
  const filter = await lookUpFilter(ctx, input);
  return onlyDaysAndPlace(input) ? fromFigures(ctx, input, filter) : fromDocuments(ctx, filter);
}

function onlyDaysAndPlace(input: GetSalesTotals): boolean {
  const { kind, status, customerId, productId, userId, search } = input;
  return (
    search === "" && [kind, status, customerId, productId, userId].every((one) => one === undefined)
  );
}

async function fromFigures(
  ctx: ReadCtx,
  input: GetSalesTotals,
  { conditions }: SaleFilter,
): Promise<SalesTotals> {
  const { salesDaily, sale } = ctx.t;
  const place =
    input.locationId === undefined
      ? null
      : await getLocationRow(ctx, input.locationId, "locationId");
  const [sums] = await ctx.db
    .select({
      sales: sumOf(salesDaily.sales),
      returns: sumOf(salesDaily.returns),
      soldMinor: sumOf(salesDaily.salesTotalMinor),
      returnedMinor: sumOf(salesDaily.returnsTotalMinor),
      unitsMilli: sumOf(salesDaily.unitsMilli),
    })
    .from(salesDaily)
    .where(
      and(
        input.from === undefined ? undefined : gte(salesDaily.businessDate, input.from),
        input.to === undefined ? undefined : lte(salesDaily.businessDate, input.to),
        place === null ? undefined : isInside(ctx.t, salesDaily.locationId, place.id),
      ),
    );
  const [undone] = await ctx.db
    .select({ voided: sql`count(*)`.mapWith(Number) })
    .from(sale)
    .where(and(eq(sale.status, "voided"), ...conditions));
  assert(sums !== undefined && undone !== undefined, "a sum over no rows is a row");
  const { soldMinor, returnedMinor, ...rest } = sums;
  return { ...rest, ...undone, takingsMinor: shownMinor(soldMinor - returnedMinor) };
}

async function fromDocuments(
  ctx: ReadCtx,
  { conditions, productId }: SaleFilter,
): Promise<SalesTotals> {
  const { sale, saleLine } = ctx.t;
  const ofProduct = productId === null ? sql`` : sql` AND ${saleLine.productId} = ${productId}`;
  const units = sql`(SELECT coalesce(sum(${saleLine.quantityMilli}), 0) FROM ${saleLine}
    WHERE ${saleLine.saleId} = ${sale.id}${ofProduct})`;
  const isVoided = sql`${sale.status} = 'voided'`;
  const isSale = sql`${sale.kind} = 'sale'`;
  const count = (condition: SQL) =>
    sql`coalesce(sum(CASE WHEN ${condition} THEN 1 ELSE 0 END), 0)`.mapWith(Number);
  const soldLessReturned = (value: SQL | Column) =>
    sql`coalesce(sum(CASE WHEN ${isVoided} THEN 0 WHEN ${isSale} THEN ${value} ELSE -${value} END), 0)`;
  const [totals] = await ctx.db
    .select({
      sales: count(sql`NOT (${isVoided}) AND ${isSale}`),
      returns: count(sql`NOT (${isVoided}) AND NOT (${isSale})`),
      voided: count(isVoided),
      takingsMinor: soldLessReturned(sale.totalMinor).mapWith(shownSum(sale.totalMinor)),
      unitsMilli: soldLessReturned(units).mapWith(shownSum(saleLine.quantityMilli)),
    })
    .from(sale)
    .where(and(...conditions));
  assert(totals !== undefined, "a sum over no rows is a row");
  return totals;
}

/** The sum of a column, 0 over no rows, in the column's own type. */
function sumOf<C extends Column>(column: C): SQL<C["_"]["data"]> {
  return sql`coalesce(sum(${column}), 0)`.mapWith(shownSum(column));
}
