import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { ProductSearch, ProductsSearch } from "../features/products/product-searches.ts";
import { paths } from "./paths.ts";
import { shellRoute } from "./root-route.ts";
import { placeholder } from "./placeholder.tsx";

const getParentRoute = () => shellRoute;

const products = createRoute({
  getParentRoute,
  path: paths.products,
  validateSearch: ProductsSearch,
  component: lazyRouteComponent(
    () => import("../features/products/products-page.tsx"),
    "ProductsPage",
  ),
});

const product = createRoute({
  getParentRoute,
  path: paths.product,
  validateSearch: ProductSearch,
  component: lazyRouteComponent(() => import("./product-route.tsx"), "ProductRoute"),
});

const categories = createRoute({ getParentRoute, path: paths.categories, component: placeholder });

/** What is sold and how it is sorted. */
export const catalogRoutes = [products, product, categories] as const;
