import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from "@tanstack/react-router";
import { SignInSearch } from "../features/users/sign-in-search.ts";
import { ProductSearch, ProductsSearch } from "../features/products/product-searches.ts";
import { BrokenPage, NotFoundPage } from "./error-pages.tsx";
import { HomePage } from "./home-page.tsx";
import { paths } from "./paths.ts";
import { Shell } from "./shell.tsx";

const root = createRootRoute({ component: Outlet });

const setUp = createRoute({
  getParentRoute: () => root,
  path: paths.setUp,
  component: lazyRouteComponent(() => import("../features/settings/set-up-page.tsx"), "SetUpPage"),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: paths.signIn,
  validateSearch: SignInSearch,
  component: lazyRouteComponent(() => import("./sign-in-route.tsx"), "SignInRoute"),
});

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: paths.resetPassword,
  component: lazyRouteComponent(() => import("./reset-password-route.tsx"), "ResetPasswordRoute"),
});

const shell = createRoute({ getParentRoute: () => root, id: "shell", component: Shell });

const home = createRoute({ getParentRoute: () => shell, path: paths.home, component: HomePage });

const dashboard = createRoute({
  getParentRoute: () => shell,
  path: paths.dashboard,
  component: lazyRouteComponent(
    () => import("../features/reports/dashboard-page.tsx"),
    "DashboardPage",
  ),
});

const products = createRoute({
  getParentRoute: () => shell,
  path: paths.products,
  validateSearch: ProductsSearch,
  component: lazyRouteComponent(
    () => import("../features/products/products-page.tsx"),
    "ProductsPage",
  ),
});

const product = createRoute({
  getParentRoute: () => shell,
  path: paths.product,
  validateSearch: ProductSearch,
  component: lazyRouteComponent(() => import("./product-route.tsx"), "ProductRoute"),
});

/** The addresses and what stands at them. */
export const router = createRouter({
  routeTree: root.addChildren([
    setUp,
    signIn,
    resetPassword,
    shell.addChildren([home, dashboard, products, product]),
  ]),
  defaultPreload: "intent",
  defaultErrorComponent: BrokenPage,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
