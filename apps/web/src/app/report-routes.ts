import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { paths } from "./paths.ts";
import { placeholder } from "./placeholder.tsx";
import { shellRoute } from "./root-route.ts";

const getParentRoute = () => shellRoute;

const dashboard = createRoute({
  getParentRoute,
  path: paths.dashboard,
  component: lazyRouteComponent(
    () => import("../features/reports/dashboard-page.tsx"),
    "DashboardPage",
  ),
});
const reports = createRoute({ getParentRoute, path: paths.reports, component: placeholder });
const salesReport = createRoute({
  getParentRoute,
  path: paths.salesReport,
  component: placeholder,
});
const stockReport = createRoute({
  getParentRoute,
  path: paths.stockReport,
  component: placeholder,
});
const lowStockReport = createRoute({
  getParentRoute,
  path: paths.lowStockReport,
  component: placeholder,
});
const valuationReport = createRoute({
  getParentRoute,
  path: paths.valuationReport,
  component: placeholder,
});
const audit = createRoute({ getParentRoute, path: paths.audit, component: placeholder });

/** Figures and the rows behind them. */
export const reportRoutes = [
  dashboard,
  reports,
  salesReport,
  stockReport,
  lowStockReport,
  valuationReport,
  audit,
] as const;
