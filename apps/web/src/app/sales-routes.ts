import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { SaleSearch, SalesSearch } from "../features/sales/sales-searches.ts";
import { paths } from "./paths.ts";
import { placeholder } from "./placeholder.tsx";
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

const customers = createRoute({ getParentRoute, path: paths.customers, component: placeholder });
const customer = createRoute({ getParentRoute, path: paths.customer, component: placeholder });

/** What was sold and to whom. */
export const salesRoutes = [sales, sale, customers, customer] as const;
