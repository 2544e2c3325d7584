import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { mulDiv } from "@daybook/contract/exact";
import { minor, shownMinor } from "@daybook/contract/money";
import type { Dashboard, GetDashboard, HourFigures } from "@daybook/contract/reports";
import { prepared } from "@daybook/db/statement";
import { addDays, businessTime } from "@daybook/contract/business-time";
import type { ReadCtx } from "../context/context.ts";
import { shownCost } from "../context/shown-cost.ts";
import { isOpenAlert } from "../alerts/open-alerts.ts";
import { getShop } from "../settings/shop.ts";
import { soldSum } from "../sums/sums-by-kind.ts";
import { addSums, figuresOf, NO_TRADE, salesSums, sumOf, takingsOf, traded } from "./figures.ts";
import type { SalesSums } from "./figures.ts";
import { pastSumsByHour } from "./past-sums.ts";
import { inPlace, placeOf } from "./place.ts";
import { productRef } from "./product-ref.ts";
import { productSums } from "./product-sums.ts";
import { sumsByDay } from "./sales-by-day.ts";

/** The number of days in the chart, including the day itself. */
const CHART_DAYS = 30;
/**
 * Best sellers are calculated from the last days that together had this many receipts, at most the days of the chart:
 * enough data for a small shop, and few enough rows to add up on every view in a busy shop.
 */
const TOP_RECEIPTS = 500;
const TOP_PRODUCTS = 10;
const USUAL_WEEKS = 4;

/**
 * The day's figures, the average of that weekday, the last 30 days and recent best sellers. Everything comes from
 * projections, so the time does not depend on the size of the ledger. With a location, sales and open alerts are those
 * of the location and the ones inside it; stock value and the numbers of products and customers are always those of the
 * whole shop. Refuses 404 `not_found` at `locationId`.
 */
export async function getDashboard(ctx: ReadCtx, input: GetDashboard): Promise<Dashboard> {
  const shop = await getShop(ctx);
  const day = input.day ?? businessTime(shop, ctx.now).businessDate;
  const place = await placeOf(ctx, input.locationId);
  const range = { from: addDays(day, 1 - CHART_DAYS), to: day, pastSales: "with" as const };
  const rows = await sumsByDay(ctx, { ...range, ...place });
  const byDate = new Map<string, SalesSums>(rows.map((row) => [row.businessDate, row]));
  const sumsOf = (date: string) => byDate.get(date) ?? NO_TRADE;
  const topProductsFrom = topDaysFrom(day, sumsOf);
  return {
    day,
    today: figuresOf(ctx, sumsOf(day)),
    usual: usualOf(day, sumsOf),
    ...(await totals(ctx, place)),
    ...(await hoursOf(ctx, { day, ...place })),
    lastDays: lastDaysOf(day).map((date) => ({
      businessDate: date,
      ...figuresOf(ctx, sumsOf(date)),
    })),
    topProductsFrom,
    topProducts: await topProducts(ctx, { from: topProductsFrom, to: day, ...place }),
  };
}

/** Every day of the chart, oldest first, including days without sales. */
function lastDaysOf(day: string): string[] {
  return Array.from({ length: CHART_DAYS }, (_, index) => addDays(day, index + 1 - CHART_DAYS));
}

/** The average of the same weekday over the last weeks with sales; days when the shop was closed are ignored. */
function usualOf(day: string, sumsOf: (date: string) => SalesSums): Dashboard["usual"] {
  const weeks = usualDaysOf(day).map(sumsOf).filter(traded);
  if (weeks.length === 0) return { weeks: 0, takingsMinor: minor(0), receipts: 0 };
  const takings = weeks.reduce((sum, week) => sum + takingsOf(week), 0);
  const receipts = weeks.reduce((sum, week) => sum + week.sales, 0);
  return {
    weeks: weeks.length,
    takingsMinor: minor(mulDiv(takings, 1, weeks.length)),
    receipts: mulDiv(receipts, 1, weeks.length),
  };
}

/** The same weekday in the last weeks. */
function usualDaysOf(day: string): string[] {
  return Array.from({ length: USUAL_WEEKS }, (_, index) => addDays(day, -7 * (index + 1)));
}

/** The first day of the period for best sellers. */
function topDaysFrom(day: string, sumsOf: (date: string) => SalesSums): string {
  let receipts = 0;
  for (let back = 0; back < CHART_DAYS; back++) {
    const date = addDays(day, -back);
    receipts += sumsOf(date).sales;
    if (receipts >= TOP_RECEIPTS) return date;
  }
  return addDays(day, 1 - CHART_DAYS);
}

const countAll = () => sql`count(*)`.mapWith(Number);

const totalling = prepared((db, t) => ({
  value: db
    .select({ valueMinor: sumOf(t.stockValue.valueMinor) })
    .from(t.stockValue)
    .prepare(),
  products: db
    .select({ count: countAll() })
    .from(t.product)
    .where(sql`${t.product.deactivatedAt} IS NULL`)
    .prepare(),
  customers: db
    .select({ count: countAll() })
    .from(t.customer)
    .where(sql`${t.customer.deactivatedAt} IS NULL`)
    .prepare(),
  sales: db
    .select({ count: soldSum(t.salesDaily.kind, t.salesDaily.documents) })
    .from(t.salesDaily)
    .where(inPlace(t, t.salesDaily.locationId))
    .prepare(),
  lowStock: db
    .select({ count: countAll() })
    .from(t.alert)
    .where(and(isOpenAlert(t), inPlace(t, t.alert.locationId)))
    .prepare(),
}));

async function totals(
  ctx: ReadCtx,
  place: { place: number },
): Promise<Pick<Dashboard, "stockValueMinor" | "counts">> {
  const statements = totalling(ctx);
  const [value] = await statements.value.execute({});
  const [products] = await statements.products.execute({});
  const [customers] = await statements.customers.execute({});
  const [sales] = await statements.sales.execute(place);
  const [lowStock] = await statements.lowStock.execute(place);
  return {
    stockValueMinor: shownCost(ctx, value?.valueMinor ?? minor(0)),
    counts: {
      products: products?.count ?? 0,
      customers: customers?.count ?? 0,
      sales: sales?.count ?? 0,
      lowStock: lowStock?.count ?? 0,
    },
  };
}

/** The day itself, then the same weekday of the previous weeks. */
const HOUR_DAYS = ["day", "week1", "week2", "week3", "week4"] as const;

const selectingHours = prepared((db, t) =>
  db
    .select({
      businessDate: t.salesDaily.businessDate,
      hour: t.salesDaily.hour,
      ...salesSums(t),
    })
    .from(t.salesDaily)
    .where(
      and(
        inArray(
          t.salesDaily.businessDate,
          HOUR_DAYS.map((name) => sql.placeholder(name)),
        ),
        inPlace(t, t.salesDaily.locationId),
      ),
    )
    .groupBy(t.salesDaily.businessDate, t.salesDaily.hour)
    .orderBy(asc(t.salesDaily.hour))
    .prepare(),
);

/** The hours of the day with sales, and the average of each hour on that weekday. */
async function hoursOf(
  ctx: ReadCtx,
  of: { day: string; place: number },
): Promise<Pick<Dashboard, "byHour" | "usualByHour">> {
  const [week1, week2, week3, week4] = usualDaysOf(of.day);
  const own = await selectingHours(ctx).execute({ ...of, week1, week2, week3, week4 });
  const days = [of.day, ...usualDaysOf(of.day)];
  const past = await pastSumsByHour(ctx, { days, place: of.place });
  const hours = hourly([...own.filter(traded), ...past]);
  return {
    byHour: hours
      .filter(({ businessDate }) => businessDate === of.day)
      .map(({ hour, takingsMinor, receipts }) => ({ hour, takingsMinor, receipts })),
    usualByHour: usualHoursOf(hours.filter(({ businessDate }) => businessDate !== of.day)),
  };
}

/** The figures of each hour of each day, in the order of the hours. */
function hourly(
  rows: readonly (SalesSums & { readonly businessDate: string; readonly hour: number })[],
): (HourFigures & { readonly businessDate: string })[] {
  const found = new Map<string, (typeof rows)[number]>();
  for (const row of rows) {
    const key = `${row.businessDate} ${row.hour}`;
    const other = found.get(key);
    found.set(key, other === undefined ? row : { ...row, ...addSums(row, other) });
  }
  return [...found.values()]
    .toSorted((a, b) => a.hour - b.hour)
    .map((row) => ({
      businessDate: row.businessDate,
      hour: row.hour,
      takingsMinor: takingsOf(row),
      receipts: row.sales,
    }));
}

/** The average of each hour over the weeks with sales, including those without a sale at that hour. */
function usualHoursOf(
  rows: readonly (HourFigures & { readonly businessDate: string })[],
): HourFigures[] {
  const weeks = new Set(rows.map(({ businessDate }) => businessDate)).size;
  return [...new Set(rows.map(({ hour }) => hour))].map((hour) => {
    const same = rows.filter((row) => row.hour === hour);
    const takings = same.reduce((sum, { takingsMinor }) => sum + takingsMinor, 0);
    const receipts = same.reduce((sum, row) => sum + row.receipts, 0);
    return {
      hour,
      takingsMinor: minor(mulDiv(takings, 1, weeks)),
      receipts: mulDiv(receipts, 1, weeks),
    };
  });
}

const selectingTop = prepared((db, t) => {
  const { product } = t;
  const sums = productSums(db, t, {
    from: sql.placeholder("from"),
    to: sql.placeholder("to"),
    inPlace: (column) => inPlace(t, column),
    pastSales: "with",
  });
  return db
    .select({
      id: product.publicId,
      sku: product.sku,
      name: product.name,
      units: sums.unitsMilli,
      net: sums.netMinor,
      past: sums.pastMinor,
      cost: sums.costMinor,
    })
    .from(sums)
    .innerJoin(product, eq(product.id, sums.productId))
    .where(sql`${sums.netMinor} > 0`)
    .orderBy(desc(sums.netMinor), asc(sums.productId))
    .limit(TOP_PRODUCTS)
    .prepare();
});

async function topProducts(
  ctx: ReadCtx,
  range: { from: string; to: string; place: number },
): Promise<Dashboard["topProducts"]> {
  const rows = await selectingTop(ctx).execute(range);
  return rows.map((row) => ({
    product: productRef(row),
    unitsMilli: row.units,
    netMinor: row.net,
    profitMinor: shownCost(ctx, shownMinor(row.net - row.past - row.cost)),
  }));
}
