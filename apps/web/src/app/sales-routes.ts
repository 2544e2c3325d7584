import { createRoute } from "@tanstack/react-router";
import { paths } from "./paths.ts";
import { placeholder } from "./placeholder.tsx";
import { shellRoute } from "./root-route.ts";

const getParentRoute = () => shellRoute;

const sales = createRoute({ getParentRoute, path: paths.sales, component: placeholder });
const sale = createRoute({ getParentRoute, path: paths.sale, component: placeholder });
const customers = createRoute({ getParentRoute, path: paths.customers, component: placeholder });
const customer = createRoute({ getParentRoute, path: paths.customer, component: placeholder });

/** What was sold and to whom. */
export const salesRoutes = [sales, sale, customers, customer] as const;
