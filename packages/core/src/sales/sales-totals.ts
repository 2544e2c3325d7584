import { and, gte, lte, not, sql } from "drizzle-orm";
import type { Column, SQL } from "drizzle-orm";
import type { GetSalesTotals, SalesTotals } from "@daybook/contract/sales";
import type { ReadCtx } from "../context/context.ts";
import { assert } from "../errors/domain-error.ts";
import { isInside } from "../trees/is-inside.ts";
import { getLocationRow } from "../locations/location-rows.ts";
import { shownSum } from "../sums/shown-sum.ts";
import { netSum, returnedSum, soldSum, voidedSum } from "../sums/sums-by-kind.ts";
import { lookUpFilter } from "./sale-filter.ts";
import type { SaleFilter } from "./sale-filter.ts";
import { isVoidOf, voidsOf } from "../records/voided-sales.ts";

/**
 * The totals of a filtered list of sales. Filters by days and location are answered from the daily figures, because a
 * screen may request them after every sale; any other filter aggregates the documents. Refuses like `listSales`.
 */
export async function getSalesTotals(ctx: ReadCtx, input: GetSalesTotals): Promise<SalesTotals> {
  const filter = await lookUpFilter(ctx, input);
  return onlyDaysAndPlace(input) ? fromFigures(ctx, input) : fromDocuments(ctx, input, filter);
}

function onlyDaysAndPlace(input: GetSalesTotals): boolean {
  const { kind, status, customerId, productId, userId, search } = input;
  return (
    search === "" && [kind, status, customerId, productId, userId].every((one) => one === undefined)
  );
}

async function fromFigures(ctx: ReadCtx, input: GetSalesTotals): Promise<SalesTotals> {
  const { salesDaily } = ctx.t;
  const { kind } = salesDaily;
  const place =
    input.locationId === undefined
      ? null
      : await getLocationRow(ctx, input.locationId, "locationId");
  const [sums] = await ctx.db
    .select({
      sales: soldSum(kind, salesDaily.documents),
      returns: returnedSum(kind, salesDaily.documents),
      voided: voidedSum(kind, salesDaily.documents),
      takingsMinor: netSum(kind, salesDaily.totalMinor),
      unitsMilli: netSum(kind, salesDaily.unitsMilli),
    })
    .from(salesDaily)
    .where(
      and(
        input.from === undefined ? undefined : gte(salesDaily.businessDate, input.from),
        input.to === undefined ? undefined : lte(salesDaily.businessDate, input.to),
        place === null ? undefined : isInside(ctx.t, salesDaily.locationId, place.id),
      ),
    );
  assert(sums !== undefined, "a sum over no rows is a row");
  return sums;
}

async function fromDocuments(
  ctx: ReadCtx,
  input: GetSalesTotals,
  { conditions, productId }: SaleFilter,
): Promise<SalesTotals> {
  const { sale, saleLine } = ctx.t;
  const ofProduct = productId === null ? sql`` : sql` AND ${saleLine.productId} = ${productId}`;
  const units = sql`(SELECT coalesce(sum(${saleLine.quantityMilli}), 0) FROM ${saleLine}
    WHERE ${saleLine.saleId} = ${sale.id}${ofProduct})`;
  const voids = voidsOf(ctx.t);
  const isValid = sql`${voids.id} IS NULL`;
  const isSale = sql`${sale.kind} = 'sale'`;
  const isReturn = sql`${sale.kind} = 'return'`;
  const isVoided = input.kind === "void" ? sql`${sale.kind} = 'void'` : not(isValid);
  const count = (condition: SQL) =>
    sql`coalesce(sum(CASE WHEN ${condition} THEN 1 ELSE 0 END), 0)`.mapWith(Number);
  const soldLessReturned = (value: SQL | Column) =>
    sql`coalesce(sum(CASE WHEN ${isReturn} THEN -${value} WHEN ${isSale} AND ${isValid} THEN ${value} ELSE 0 END), 0)`;
  const [totals] = await ctx.db
    .select({
      sales: count(sql`${isSale} AND ${isValid}`),
      returns: count(isReturn),
      voided: count(isVoided),
      takingsMinor: soldLessReturned(sale.totalMinor).mapWith(shownSum(sale.totalMinor)),
      unitsMilli: soldLessReturned(units).mapWith(shownSum(saleLine.quantityMilli)),
    })
    .from(sale)
    .leftJoin(voids, isVoidOf(ctx.t, voids))
    .where(and(...conditions));
  assert(totals !== undefined, "a sum over no rows is a row");
  return totals;
}
