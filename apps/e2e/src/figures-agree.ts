import type { Page } from "playwright-core";
import { CustomerPage } from "@daybook/contract/customers";
import { StockExplanation } from "@daybook/contract/stock";
import type { Movement } from "@daybook/contract/stock";
import { ProductPage } from "@daybook/contract/products";
import {
  Dashboard,
  LowStock,
  SalesByDay,
  SalesByProduct,
  StockSummary,
  Valuation,
} from "@daybook/contract/reports";
import type { SalesFigures } from "@daybook/contract/reports";
import { SalePage, SalesTotals, takingsOf } from "@daybook/contract/sales";
import type { SaleRow } from "@daybook/contract/sales";
import type { Agreement } from "./agreement.ts";
import { allRows, read, seenCost, sumOf, sumsBy } from "./figure-readers.ts";

/** Business days, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** The counts of the dashboard and the rows they count. */
export async function countsAndRows(
  page: Page,
  agreement: Agreement,
  counts: Dashboard["counts"],
): Promise<void> {
  const sales = await allRows(page, "sales.list", SalePage, { kind: "sale" });
  const rows = {
    products: (await allRows(page, "products.list", ProductPage)).length,
    customers: (await allRows(page, "customers.list", CustomerPage)).length,
    sales: sales.filter(isSaved).length,
    lowStock: (await allRows(page, "reports.lowStock", LowStock)).length,
  };
  for (const [name, count] of Object.entries(counts))
    // safe because both have the same four names
    agreement.same(name, { "the dashboard": count, "the rows": rows[name as keyof typeof rows] });
}

/** A period, and its sales report. */
export interface Reported {
  readonly days: Days;
  readonly figures: SalesFigures;
}

/** Compares the report with its days, its products, the totals of the list of sales, and every receipt. */
export async function reportAndDocuments(
  page: Page,
  agreement: Agreement,
  { days, figures }: Reported,
): Promise<void> {
  const when = `${days.from} to ${days.to}`;
  const { items } = await read(page, "reports.salesByDay", SalesByDay, days);
  const products = await allRows(page, "reports.salesByProduct", SalesByProduct, days);
  const totals = await read(page, "sales.totals", SalesTotals, days);
  const savedSales = (await allRows(page, "sales.list", SalePage, days)).filter(isSaved);
  agreement.same(`Takings ${when}`, {
    "the report": figures.takingsMinor,
    "its days": sumOf(items, (day) => day.takingsMinor),
    "the totals of the sales": totals.takingsMinor,
    "every receipt": sumOf(savedSales, takingsOf),
    "its products, tax added": sumOf(products, (row) => row.netMinor + row.taxMinor),
  });
  agreement.sameSums("Takings", {
    "the report": new Map(items.map((day) => [day.businessDate, day.takingsMinor])),
    "every receipt": sumsBy(savedSales, (row) => row.businessDate, takingsOf),
  });
  agreement.same(`Receipts ${when}`, {
    "the report": figures.receipts,
    "its days": sumOf(items, (day) => day.receipts),
    "the totals of the sales": totals.sales,
    "every receipt": savedSales.filter(({ kind }) => kind === "sale").length,
  });
  agreement.same(`Returns ${when}`, {
    "the report": figures.returns,
    "the totals of the sales": totals.returns,
    "every receipt": savedSales.filter(({ kind }) => kind === "return").length,
  });
  const ofProducts = {
    revenueMinor: (row: (typeof products)[number]) => row.netMinor,
    taxMinor: (row: (typeof products)[number]) => row.taxMinor,
    discountMinor: (row: (typeof products)[number]) => row.discountMinor,
    costOfGoodsSoldMinor: (row: (typeof products)[number]) => seenCost(row.costMinor),
    profitMinor: (row: (typeof products)[number]) => seenCost(row.profitMinor),
    unitsMilli: (row: (typeof products)[number]) => row.unitsSoldMilli - row.unitsReturnedMilli,
  };
  for (const [name, value] of Object.entries(ofProducts)) {
    // safe because the object above has these keys
    const key = name as keyof typeof ofProducts;
    agreement.same(`${name} ${when}`, {
      "the report": figures[key],
      "its days": sumOf(items, (day) => seenCost(day[key])),
      "its products": sumOf(products, value),
    });
  }
}

/** The cost of sales minus returns according to the ledger, in total and per product. */
export async function reportAndLedger(
  page: Page,
  agreement: Agreement,
  { days, figures, ledger }: Reported & { readonly ledger: readonly Movement[] },
): Promise<void> {
  const products = await allRows(page, "reports.salesByProduct", SalesByProduct, days);
  const within = ledger.filter(
    ({ businessDate }) => days.from <= businessDate && businessDate <= days.to,
  );
  // Goods that left by sales, minus goods that came back by returns or voids.
  const sold = within.filter(
    ({ kind, document }) =>
      document.type === "sale" && ["sale", "return", "reversal"].includes(kind),
  );
  const signed = ({ kind, costMinor }: Movement) =>
    kind === "sale" ? seenCost(costMinor) : -seenCost(costMinor);
  agreement.same(`Cost of goods sold ${days.from} to ${days.to}`, {
    "the report": figures.costOfGoodsSoldMinor,
    "its products": sumOf(products, (row) => seenCost(row.costMinor)),
    "the ledger": sumOf(sold, signed),
  });
  agreement.sameSums(`Cost of goods sold ${days.from} to ${days.to}`, {
    "the report": sumsBy(
      products,
      (row) => row.product.sku,
      (row) => seenCost(row.costMinor),
    ),
    "the ledger": sumsBy(sold, ({ product }) => product.sku, signed),
  });
}

/** The dashboard of each day equals that day's row of the report. */
export async function dashboardsOfDays(
  page: Page,
  agreement: Agreement,
  days: Days,
): Promise<void> {
  const { items } = await read(page, "reports.salesByDay", SalesByDay, days);
  for (const { businessDate, ...figures } of items) {
    const { today, lastDays } = await read(page, "reports.dashboard", Dashboard, {
      day: businessDate,
    });
    const bar = lastDays.find((day) => day.businessDate === businessDate);
    // safe because the names are those of the figures
    for (const name of Object.keys(figures) as (keyof SalesFigures)[])
      agreement.same(`${name} on ${businessDate}`, {
        "the report": figures[name],
        "the dashboard": today[name],
        "the bar of its chart": bar?.[name] ?? null,
      });
  }
}

/** Compares stock and its value: the report of each location, the valuation, and the whole ledger. */
export async function stockAndLedger(
  page: Page,
  agreement: Agreement,
  ledger: readonly Movement[],
): Promise<void> {
  const summary = await allRows(page, "reports.stockSummary", StockSummary);
  const valued = await allRows(page, "reports.valuation", Valuation);
  const { total } = await read(page, "reports.valuation", Valuation, { limit: 1 });
  const dashboard = await read(page, "reports.dashboard", Dashboard);
  const { onHand, value } = replay(ledger);
  agreement.same("Stock value", {
    "the dashboard": dashboard.stockValueMinor,
    "the valuation": total.valueMinor,
    "its rows": sumOf(valued, (row) => row.valueMinor),
    "the stock report": sumOf(summary, (row) => seenCost(row.valueMinor)),
    "the ledger": sumOf([...value.values()], (minor) => minor),
  });
  agreement.same("On hand", {
    "the valuation": total.onHandMilli,
    "its rows": sumOf(valued, (row) => row.onHandMilli),
    "the stock report": sumOf(summary, (row) => row.onHandMilli),
    "the ledger": sumOf([...onHand.values()], (milli) => milli),
  });
  agreement.sameSums("On hand", {
    "the stock report": new Map(summary.flatMap(shelves)),
    "the ledger": onHand,
  });
  agreement.sameSums("Worth", {
    "the valuation": new Map(valued.map((row) => [row.product.sku, row.valueMinor])),
    "the ledger": value,
  });
  await explanations(page, agreement, summary.slice(0, EXPLAINED));
}

const EXPLAINED = 25;
type StockRow = Awaited<ReturnType<typeof StockSummary.parse>>["items"][number];

const shelves = ({ product, stock }: StockRow) =>
  stock.map(
    ({ location, onHandMilli }) => [`${product.sku} in ${location.name}`, onHandMilli] as const,
  );

/** The explanation of a figure adds up to the figure. */
async function explanations(
  page: Page,
  agreement: Agreement,
  rows: readonly StockRow[],
): Promise<void> {
  for (const { product, onHandMilli } of rows) {
    const why = await read(page, "movements.explain", StockExplanation, { productId: product.id });
    agreement.same(`On hand of ${product.sku}`, {
      "the stock report": onHandMilli,
      "its explanation": why.onHandMilli,
      "the parts of its explanation": sumOf(why.parts, (part) => part.quantityMilli),
    });
  }
}

/** Compares the value of stock at the end of a day: the valuation, its rows, and the ledger up to that day. */
export async function worthAt(
  page: Page,
  agreement: Agreement,
  { on, ledger }: { readonly on: string; readonly ledger: readonly Movement[] },
): Promise<void> {
  const rows = await allRows(page, "reports.valuation", Valuation, { asOf: on });
  const { total } = await read(page, "reports.valuation", Valuation, { asOf: on, limit: 1 });
  const { value } = replay(ledger.filter(({ businessDate }) => businessDate <= on));
  agreement.same(`Stock value at the end of ${on}`, {
    "the valuation": total.valueMinor,
    "its rows": sumOf(rows, (row) => row.valueMinor),
    "the ledger": sumOf([...value.values()], (minor) => minor),
  });
  agreement.sameSums(`Worth at the end of ${on}`, {
    "the valuation": new Map(rows.map((row) => [row.product.sku, row.valueMinor])),
    "the ledger": value,
  });
}

/** The stock per location in thousandths, and the value per product, from the ledger entries alone. */
function replay(ledger: readonly Movement[]) {
  const onHand = new Map<string, number>();
  const value = new Map<string, number>();
  const add = (sums: Map<string, number>, key: string, more: number) =>
    sums.set(key, (sums.get(key) ?? 0) + more);
  for (const { product, from, to, quantityMilli, costMinor } of ledger) {
    if (from !== null) add(onHand, `${product.sku} in ${from.name}`, -quantityMilli);
    if (to !== null) add(onHand, `${product.sku} in ${to.name}`, quantityMilli);
    // A transfer between locations does not change the value of goods.
    if (from === null) add(value, product.sku, seenCost(costMinor));
    if (to === null) add(value, product.sku, -seenCost(costMinor));
  }
  return { onHand, value };
}

const isSaved = ({ status }: SaleRow) => status === "completed";
