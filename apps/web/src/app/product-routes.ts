import { createRoute } from "@tanstack/react-router";
import { CategoriesSearch } from "../features/categories/category-searches.ts";
import { ProductSearch, ProductsSearch } from "../features/products/product-searches.ts";
import { lateScreen } from "./late-screen.ts";
import { paths } from "../lib/paths.ts";
import { shellRoute } from "./root-route.ts";

const getParentRoute = () => shellRoute;

const products = createRoute({
  getParentRoute,
  path: paths.products,
  validateSearch: ProductsSearch,
  component: lateScreen(() => import("../features/products/products-page.tsx"), "ProductsPage"),
});

const product = createRoute({
  getParentRoute,
  path: paths.product,
  validateSearch: ProductSearch,
  component: lateScreen(() => import("./product-route.tsx"), "ProductRoute"),
});

const categories = createRoute({
  getParentRoute,
  path: paths.categories,
  validateSearch: CategoriesSearch,
  component: lateScreen(
    () => import("../features/categories/categories-page.tsx"),
    "CategoriesPage",
  ),
});

/** Routes of products and categories. */
export const productRoutes = [products, product, categories] as const;
