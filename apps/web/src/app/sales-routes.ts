import { createRoute } from "@tanstack/react-router";
import { CustomerSearch, CustomersSearch } from "../features/customers/customer-searches.ts";
import { PastSalesSearch } from "../features/past-sales/past-sale-searches.ts";
import { SaleSearch, SalesSearch } from "../features/sales/sales-searches.ts";
import { lateScreen } from "./late-screen.ts";
import { paths } from "../lib/paths.ts";
import { shellRoute } from "./root-route.ts";

const getParentRoute = () => shellRoute;

const sales = createRoute({
  getParentRoute,
  path: paths.sales,
  validateSearch: SalesSearch,
  component: lateScreen(() => import("../features/sales/sales-page.tsx"), "SalesPage"),
});

const sale = createRoute({
  getParentRoute,
  path: paths.sale,
  validateSearch: SaleSearch,
  component: lateScreen(() => import("./sale-route.tsx"), "SaleRoute"),
});

const pastSales = createRoute({
  getParentRoute,
  path: paths.pastSales,
  validateSearch: PastSalesSearch,
  component: lateScreen(
    () => import("../features/past-sales/past-sales-page.tsx"),
    "PastSalesPage",
  ),
});

const pastSale = createRoute({
  getParentRoute,
  path: paths.pastSale,
  component: lateScreen(() => import("../features/past-sales/past-sale-page.tsx"), "PastSalePage"),
});

const approve = createRoute({
  getParentRoute,
  path: paths.approve,
  component: lateScreen(() => import("../features/approvals/approve-page.tsx"), "ApprovePage"),
});

const customers = createRoute({
  getParentRoute,
  path: paths.customers,
  validateSearch: CustomersSearch,
  component: lateScreen(() => import("../features/customers/customers-page.tsx"), "CustomersPage"),
});

const customer = createRoute({
  getParentRoute,
  path: paths.customer,
  validateSearch: CustomerSearch,
  component: lateScreen(() => import("./customer-route.tsx"), "CustomerRoute"),
});

/** Routes of sales, past sales, approvals and customers. */
export const salesRoutes = [
  sales,
  sale,
  pastSales,
  pastSale,
  approve,
  customers,
  customer,
] as const;
