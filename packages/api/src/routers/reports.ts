import {
  AuditPage,
  Dashboard,
  GetDashboard,
  GetLowStock,
  GetSalesByDay,
  GetSalesByProduct,
  GetStockSummary,
  GetValuation,
  ListAudit,
  LowStock,
  SalesByDay,
  SalesByProduct,
  StockSummary,
  Valuation,
  VerifyBooks,
  VerifyReport,
} from "@daybook/contract/reports";
import { listAudit } from "@daybook/core/reports/audit";
import { getDashboard } from "@daybook/core/reports/dashboard";
import { getLowStock } from "@daybook/core/reports/low-stock";
import { getSalesByDay } from "@daybook/core/reports/sales-by-day";
import { getSalesByProduct } from "@daybook/core/reports/sales-by-product";
import { getStockSummary } from "@daybook/core/reports/stock-summary";
import { getValuation } from "@daybook/core/reports/valuation";
import {
  dayColumns,
  lowStockColumns,
  productSalesColumns,
  stockSummaryColumns,
  valuationColumns,
} from "../csv-columns.ts";
import { proveBooks } from "../prove-books.ts";
import { can, get, post, reads, readsAside, router } from "../trpc.ts";

const sees = () => can("reports.read");

export const reports = router({
  dashboard: sees()
    .meta(get("/reports/dashboard"))
    .input(GetDashboard)
    .output(Dashboard)
    .query(reads(getDashboard)),
  salesByDay: sees()
    .meta(get("/reports/sales-by-day", { csv: dayColumns }))
    .input(GetSalesByDay)
    .output(SalesByDay)
    .query(readsAside(getSalesByDay)),
  salesByProduct: sees()
    .meta(get("/reports/sales-by-product", { csv: productSalesColumns }))
    .input(GetSalesByProduct)
    .output(SalesByProduct)
    .query(readsAside(getSalesByProduct)),
  stockSummary: sees()
    .meta(get("/reports/stock-summary", { csv: stockSummaryColumns }))
    .input(GetStockSummary)
    .output(StockSummary)
    .query(readsAside(getStockSummary)),
  lowStock: sees()
    .meta(get("/reports/low-stock", { csv: lowStockColumns }))
    .input(GetLowStock)
    .output(LowStock)
    .query(reads(getLowStock)),
  valuation: sees()
    .meta(get("/reports/valuation", { csv: valuationColumns }))
    .input(GetValuation)
    .output(Valuation)
    .query(readsAside(getValuation)),
  verify: can("reports.verify")
    .meta(post("/reports/verify"))
    .input(VerifyBooks)
    .output(VerifyReport)
    .mutation(({ ctx }) => proveBooks(ctx)),
  audit: can("reports.audit")
    .meta(get("/reports/audit"))
    .input(ListAudit)
    .output(AuditPage)
    .query(reads(listAudit)),
});
