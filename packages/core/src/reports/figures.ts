import { sql } from "drizzle-orm";
import type { Column, SQL } from "drizzle-orm";
import { mulDiv } from "@daybook/contract/exact";
import { minor, shownMinor, ZERO_MINOR } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { shownMilli, ZERO_MILLI } from "@daybook/contract/quantity";
import type { Milli } from "@daybook/contract/quantity";
import type { SalesFigures } from "@daybook/contract/reports";
import type { Tables } from "@daybook/db/types";
import type { ReadCtx } from "../context/context.ts";
import { shownCost } from "../context/shown-cost.ts";
import { shownSum } from "../sums/shown-sum.ts";
import { netSum, returnedSum, soldSum } from "../sums/sums-by-kind.ts";

const PPM = 1_000_000;
/** The limit of a negative margin: a million times the revenue. */
const MOST_TIMES = 1_000_000;

/**
 * Sums of `sales_daily` rows, without voided sales. Units and money are sales minus returns, except the two totals with
 * tax, which are separate. Units in thousandths, money in minor units.
 */
export interface SalesSums {
  readonly sales: number;
  readonly returns: number;
  readonly unitsMilli: Milli;
  readonly salesTotalMinor: Minor;
  readonly returnsTotalMinor: Minor;
  readonly discountMinor: Minor;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly roundingMinor: Minor;
  readonly costMinor: Minor;
  /** Sales of a former system: a part of the other sums, without a known cost. */
  readonly pastMinor: Minor;
  readonly pastSales: number;
}

export const NO_TRADE: SalesSums = {
  sales: 0,
  returns: 0,
  unitsMilli: ZERO_MILLI,
  salesTotalMinor: ZERO_MINOR,
  returnsTotalMinor: ZERO_MINOR,
  discountMinor: ZERO_MINOR,
  netMinor: ZERO_MINOR,
  taxMinor: ZERO_MINOR,
  roundingMinor: ZERO_MINOR,
  costMinor: ZERO_MINOR,
  pastMinor: ZERO_MINOR,
  pastSales: 0,
};

/** The fields to select for `SalesSums` from `sales_daily`, grouped or not; past sales are in rows of their own. */
export function salesSums(t: Tables) {
  const { salesDaily } = t;
  const { kind } = salesDaily;
  return {
    sales: soldSum(kind, salesDaily.documents),
    returns: returnedSum(kind, salesDaily.documents),
    unitsMilli: netSum(kind, salesDaily.unitsMilli),
    salesTotalMinor: soldSum(kind, salesDaily.totalMinor),
    returnsTotalMinor: returnedSum(kind, salesDaily.totalMinor),
    discountMinor: netSum(kind, salesDaily.discountMinor),
    netMinor: netSum(kind, salesDaily.netMinor),
    taxMinor: netSum(kind, salesDaily.taxMinor),
    roundingMinor: netSum(kind, salesDaily.roundingMinor),
    costMinor: netSum(kind, salesDaily.costMinor),
    pastMinor: sql`0`.mapWith(salesDaily.totalMinor),
    pastSales: sql`0`.mapWith(Number),
  };
}

/** The sum of a column, 0 for no rows, as a number on both engines. */
export function sumOf<C extends Column>(column: C): SQL<C["_"]["data"]> {
  return sql`coalesce(sum(${column}), 0)`.mapWith(shownSum(column));
}

export function addSums(a: SalesSums, b: SalesSums): SalesSums {
  return {
    sales: a.sales + b.sales,
    returns: a.returns + b.returns,
    unitsMilli: shownMilli(a.unitsMilli + b.unitsMilli),
    salesTotalMinor: shownMinor(a.salesTotalMinor + b.salesTotalMinor),
    returnsTotalMinor: shownMinor(a.returnsTotalMinor + b.returnsTotalMinor),
    discountMinor: shownMinor(a.discountMinor + b.discountMinor),
    netMinor: shownMinor(a.netMinor + b.netMinor),
    taxMinor: shownMinor(a.taxMinor + b.taxMinor),
    roundingMinor: shownMinor(a.roundingMinor + b.roundingMinor),
    costMinor: shownMinor(a.costMinor + b.costMinor),
    pastMinor: shownMinor(a.pastMinor + b.pastMinor),
    pastSales: a.pastSales + b.pastSales,
  };
}

/** Totals with tax, sales minus returns. */
export function takingsOf(sums: SalesSums): Minor {
  return shownMinor(sums.salesTotalMinor - sums.returnsTotalMinor);
}

/**
 * The displayed figures. Takings = totals of sales minus returns, with tax. Revenue = net of both. Profit = revenue
 * minus cost of goods sold; its margin is in parts per million of the revenue, null without revenue. The average
 * receipt = takings / sales, the two figures shown next to it; null without sales. Money in minor units. Cost, profit and
 * margin as the actor may see them.
 */
export function figuresOf(ctx: ReadCtx, sums: SalesSums): SalesFigures {
  const takingsMinor = takingsOf(sums);
  // The cost of past sales is not known, so they have no profit.
  const costedMinor = shownMinor(sums.netMinor - sums.pastMinor);
  const profitMinor = shownMinor(costedMinor - sums.costMinor);
  return {
    takingsMinor,
    revenueMinor: sums.netMinor,
    costOfGoodsSoldMinor: shownCost(ctx, sums.costMinor),
    profitMinor: shownCost(ctx, profitMinor),
    marginPpm: shownCost(ctx, costedMinor > 0 ? shareOf(profitMinor, costedMinor) : null),
    taxMinor: sums.taxMinor,
    roundingMinor: sums.roundingMinor,
    discountMinor: sums.discountMinor,
    receipts: sums.sales,
    returns: sums.returns,
    averageReceiptMinor: sums.sales > 0 ? minor(mulDiv(takingsMinor, 1, sums.sales)) : null,
    unitsMilli: sums.unitsMilli,
    pastMinor: sums.pastMinor,
    pastSales: sums.pastSales,
  };
}

/** A share in parts per million, capped because a huge loss on a tiny revenue has no exact one. */
function shareOf(part: number, whole: number): number {
  return part / whole > MOST_TIMES
    ? MOST_TIMES * PPM
    : part / whole < -MOST_TIMES
      ? -MOST_TIMES * PPM
      : mulDiv(part, PPM, whole);
}

/** True if there was a sale or return; a day whose only sale was voided had none. */
export function traded(sums: SalesSums): boolean {
  return sums.sales > 0 || sums.returns > 0;
}
