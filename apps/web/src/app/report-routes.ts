import { createRoute } from "@tanstack/react-router";
import {
  AuditSearch,
  DashboardSearch,
  GrandTotalsSearch,
  LowStockSearch,
  SalesReportSearch,
  StockReportSearch,
  ValuationSearch,
} from "../features/reports/report-searches.ts";
import { MissingReceiptsSearch, TillJournalSearch } from "../features/tills/till-searches.ts";
import { lateScreen } from "./late-screen.ts";
import { paths } from "../lib/paths.ts";
import { shellRoute } from "./root-route.ts";

const getParentRoute = () => shellRoute;

const dashboard = createRoute({
  getParentRoute,
  path: paths.dashboard,
  validateSearch: DashboardSearch,
  component: lateScreen(() => import("../features/reports/dashboard-page.tsx"), "DashboardPage"),
});

const reports = createRoute({
  getParentRoute,
  path: paths.reports,
  component: lateScreen(() => import("../features/reports/reports-page.tsx"), "ReportsPage"),
});

const salesReport = createRoute({
  getParentRoute,
  path: paths.salesReport,
  validateSearch: SalesReportSearch,
  component: lateScreen(
    () => import("../features/reports/sales-report-page.tsx"),
    "SalesReportPage",
  ),
});

const stockReport = createRoute({
  getParentRoute,
  path: paths.stockReport,
  validateSearch: StockReportSearch,
  component: lateScreen(
    () => import("../features/reports/stock-report-page.tsx"),
    "StockReportPage",
  ),
});

const lowStockReport = createRoute({
  getParentRoute,
  path: paths.lowStockReport,
  validateSearch: LowStockSearch,
  component: lateScreen(() => import("../features/reports/low-stock-page.tsx"), "LowStockPage"),
});

const valuationReport = createRoute({
  getParentRoute,
  path: paths.valuationReport,
  validateSearch: ValuationSearch,
  component: lateScreen(() => import("../features/reports/valuation-page.tsx"), "ValuationPage"),
});

const tillJournal = createRoute({
  getParentRoute,
  path: paths.tillJournal,
  validateSearch: TillJournalSearch,
  component: lateScreen(() => import("../features/tills/till-journal-page.tsx"), "TillJournalPage"),
});

const missingReceipts = createRoute({
  getParentRoute,
  path: paths.missingReceipts,
  validateSearch: MissingReceiptsSearch,
  component: lateScreen(
    () => import("../features/tills/missing-receipts-page.tsx"),
    "MissingReceiptsPage",
  ),
});

const grandTotals = createRoute({
  getParentRoute,
  path: paths.grandTotals,
  validateSearch: GrandTotalsSearch,
  component: lateScreen(
    () => import("../features/reports/grand-totals-page.tsx"),
    "GrandTotalsPage",
  ),
});

const audit = createRoute({
  getParentRoute,
  path: paths.audit,
  validateSearch: AuditSearch,
  component: lateScreen(() => import("../features/reports/audit-page.tsx"), "AuditPage"),
});

/** Routes of the dashboard and the reports. */
export const reportRoutes = [
  dashboard,
  reports,
  salesReport,
  stockReport,
  lowStockReport,
  valuationReport,
  tillJournal,
  missingReceipts,
  grandTotals,
  audit,
] as const;
