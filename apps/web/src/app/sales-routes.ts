import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { CustomerSearch, CustomersSearch } from "../features/customers/customer-searches.ts";
import { SaleSearch, SalesSearch } from "../features/sales/sales-searches.ts";
import { paths } from "./paths.ts";
import { shellRoute } from "./root-route.ts";

const getParentRoute = () => shellRoute;

const sales = createRoute({
  getParentRoute,
  path: paths.sales,
  validateSearch: SalesSearch,
  component: lazyRouteComponent(() => import("../features/sales/sales-page.tsx"), "SalesPage"),
});

const sale = createRoute({
  getParentRoute,
  path: paths.sale,
  validateSearch: SaleSearch,
  component: lazyRouteComponent(() => import("./sale-route.tsx"), "SaleRoute"),
});

const customers = createRoute({
  getParentRoute,
  path: paths.customers,
  validateSearch: CustomersSearch,
  component: lazyRouteComponent(
    () => import("../features/customers/customers-page.tsx"),
    "CustomersPage",
  ),
});

const customer = createRoute({
  getParentRoute,
  path: paths.customer,
  validateSearch: CustomerSearch,
  component: lazyRouteComponent(() => import("./customer-route.tsx"), "CustomerRoute"),
});

/** What was sold and to whom. */
export const salesRoutes = [sales, sale, customers, customer] as const;
