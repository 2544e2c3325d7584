import {
  AuditPage,
  Dashboard,
  GetDashboard,
  GetGrandTotals,
  GetLowStock,
  GetSalesByDay,
  GetSalesByProduct,
  GetSalesByTax,
  GetStockSummary,
  GetValuation,
  GrandTotalsReport,
  ListAudit,
  LowStock,
  SalesByDay,
  SalesByProduct,
  SalesByTax,
  StockSummary,
  Valuation,
  VerifyDatabase,
  VerifyReport,
} from "@daybook/contract/reports";
import { listAudit } from "@daybook/core/reports/audit";
import { getDashboard } from "@daybook/core/reports/dashboard";
import { getGrandTotals } from "@daybook/core/reports/grand-totals";
import { getLowStock } from "@daybook/core/reports/low-stock";
import { getSalesByDay } from "@daybook/core/reports/sales-by-day";
import { getSalesByProduct } from "@daybook/core/reports/sales-by-product";
import { getSalesByTax } from "@daybook/core/reports/sales-by-tax";
import { getStockSummary } from "@daybook/core/reports/stock-summary";
import { getValuation } from "@daybook/core/reports/valuation";
import {
  dayColumns,
  grandTotalsColumns,
  lowStockColumns,
  productSalesColumns,
  stockSummaryColumns,
  taxColumns,
  valuationColumns,
} from "../csv-columns.ts";
import { verifyOnceAMinute } from "../verify-once-a-minute.ts";
import { can, get, post, reads, readsAside, router } from "../trpc.ts";

const sees = () => can("reports.read");

export const reports = router({
  dashboard: sees()
    .meta(
      get("/reports/dashboard", {
        summary: "Get the figures of the dashboard",
        refuses: ["not_found"],
      }),
    )
    .input(GetDashboard)
    .output(Dashboard)
    .query(reads(getDashboard)),
  salesByDay: sees()
    .meta(
      get("/reports/sales-by-day", {
        summary: "Report sales by day",
        description: "Both days of the range are included.",
        refuses: ["not_found"],
        csv: dayColumns,
      }),
    )
    .input(GetSalesByDay)
    .output(SalesByDay)
    .query(readsAside(getSalesByDay)),
  salesByTax: sees()
    .meta(
      get("/reports/sales-by-tax", {
        summary: "Report taxes by rate",
        description: "Both days of the range are included.",
        refuses: ["not_found"],
        csv: taxColumns,
      }),
    )
    .input(GetSalesByTax)
    .output(SalesByTax)
    .query(readsAside(getSalesByTax)),
  salesByProduct: sees()
    .meta(
      get("/reports/sales-by-product", {
        summary: "Report sales by product",
        refuses: ["not_found"],
        csv: productSalesColumns,
      }),
    )
    .input(GetSalesByProduct)
    .output(SalesByProduct)
    .query(readsAside(getSalesByProduct)),
  grandTotals: sees()
    .meta(
      get("/reports/grand-totals", {
        summary: "Report the totals that only grow",
        description:
          "Sales, returns and voids per till and of the shop, for ever, by year or by month.",
        csv: grandTotalsColumns,
      }),
    )
    .input(GetGrandTotals)
    .output(GrandTotalsReport)
    .query(readsAside(getGrandTotals)),
  stockSummary: sees()
    .meta(
      get("/reports/stock-summary", {
        summary: "Report stock by category",
        refuses: ["not_found"],
        csv: stockSummaryColumns,
      }),
    )
    .input(GetStockSummary)
    .output(StockSummary)
    .query(readsAside(getStockSummary)),
  lowStock: sees()
    .meta(
      get("/reports/low-stock", {
        summary: "Report products at or below their reorder point",
        refuses: ["not_found"],
        csv: lowStockColumns,
      }),
    )
    .input(GetLowStock)
    .output(LowStock)
    .query(reads(getLowStock)),
  // Needs no right to see reports: nothing in it but cost.
  valuation: can("products.readCost")
    .meta(
      get("/reports/valuation", {
        summary: "Report the value of the stock",
        description: "With `day`, as it was at the end of that business day.",
        csv: valuationColumns,
      }),
    )
    .input(GetValuation)
    .output(Valuation)
    .query(readsAside(getValuation)),
  verify: can("reports.verify")
    .meta(
      post("/reports/verify", {
        summary: "Verify all stored figures",
        description: "Writes nothing. An answer that is less than a minute old is given again.",
      }),
    )
    .input(VerifyDatabase)
    .output(VerifyReport)
    .mutation(({ ctx }) => verifyOnceAMinute(ctx)),
  audit: can("reports.audit")
    .meta(get("/reports/audit", { summary: "List who changed what", description: "Newest first." }))
    .input(ListAudit)
    .output(AuditPage)
    .query(reads(listAudit)),
});
