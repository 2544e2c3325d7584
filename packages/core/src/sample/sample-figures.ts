import type { SalesFigures } from "@daybook/contract/reports";
import type { Minor } from "@daybook/contract/money";
import { addDays } from "@daybook/contract/business-time";
import type { ReadCtx } from "../context/context.ts";
import { assert } from "../errors/domain-error.ts";
import { getDashboard } from "../reports/dashboard.ts";
import { getSalesByDay } from "../reports/sales-by-day.ts";
import { getShop } from "../settings/shop.ts";
import { readSampleDay, SAMPLE_DAYS } from "./sample-style.ts";

/** The figures of the sample shop, from the reports. */
export interface SampleFigures {
  readonly shopName: string;
  readonly currency: string;
  /** Minor units have this many decimals. */
  readonly exponent: number;
  /** First and last business day. */
  readonly from: string;
  readonly to: string;
  readonly products: number;
  readonly customers: number;
  readonly lowStock: number;
  readonly stockValueMinor: Minor;
  /** The totals of all days. */
  readonly trade: SalesFigures;
}

/** For an actor who may see costs. */
export async function readSampleFigures(ctx: ReadCtx): Promise<SampleFigures> {
  const shop = await getShop(ctx);
  const to = await readSampleDay(ctx);
  assert(to !== null, "there is a shop");
  const from = addDays(to, -SAMPLE_DAYS);
  const { counts, stockValueMinor } = await getDashboard(ctx, {});
  assert(stockValueMinor !== null, "this actor may see costs");
  const { total } = await getSalesByDay(ctx, { from, to, pastSales: "with" });
  return {
    shopName: shop.identity.name,
    currency: shop.currency,
    exponent: shop.exponent,
    from,
    to,
    products: counts.products,
    customers: counts.customers,
    lowStock: counts.lowStock,
    stockValueMinor,
    trade: total,
  };
}
