import type { Dashboard } from "@daybook/contract/reports";
import { paths } from "../../lib/paths.ts";
import type { LinkTarget } from "../../lib/link-target.ts";

/** The links behind each figure of the dashboard: their rows have the same total. */
export interface DashboardLinks {
  readonly takings: LinkTarget;
  readonly profit: LinkTarget;
  readonly receipts: LinkTarget;
  readonly stockValue: LinkTarget;
  readonly products: LinkTarget;
  readonly customers: LinkTarget;
  readonly allSales: LinkTarget;
  readonly lowStock: LinkTarget;
  day(businessDate: string): LinkTarget;
  soldOf(productId: string): LinkTarget;
}

/** The links of one day's dashboard, for the whole shop or one location. */
export function dashboardLinks(
  { day, topProductsFrom }: Pick<Dashboard, "day" | "topProductsFrom">,
  location: string | undefined,
): DashboardLinks {
  const place = location === undefined ? {} : { location };
  const today = { from: day, to: day, ...place };
  return {
    takings: { to: paths.sales, search: today },
    profit: { to: paths.salesReport, search: today },
    receipts: { to: paths.sales, search: { ...today, kind: "sale" } },
    stockValue: { to: paths.valuationReport },
    products: { to: paths.products },
    customers: { to: paths.customers },
    allSales: { to: paths.sales, search: { kind: "sale", ...place } },
    lowStock: { to: paths.lowStockReport, search: place },
    day: (businessDate) => ({
      to: paths.sales,
      search: { from: businessDate, to: businessDate, ...place },
    }),
    soldOf: (productId) => ({
      to: paths.sales,
      search: { product: productId, from: topProductsFrom, to: day, ...place },
    }),
  };
}
