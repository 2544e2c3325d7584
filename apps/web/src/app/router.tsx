import { createRoute, createRouter } from "@tanstack/react-router";
import { productRoutes } from "./product-routes.ts";
import { publicRoutes } from "./public-routes.ts";
import { drawerRoutes } from "./drawer-routes.ts";
import { BrokenPage, NotFoundPage } from "./error-pages.tsx";
import { HomePage } from "./home-page.tsx";
import { paths } from "../lib/paths.ts";
import { reportRoutes } from "./report-routes.ts";
import { rootRoute, shellRoute } from "./root-route.ts";
import { salesRoutes } from "./sales-routes.ts";
import { tillRoutes } from "./till-routes.ts";
import { settingsRoutes } from "./settings-routes.ts";
import { stockRoutes } from "./stock-routes.ts";

const home = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.home,
  component: HomePage,
});

/** The route tree. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    ...publicRoutes,
    shellRoute.addChildren([
      home,
      ...tillRoutes,
      ...salesRoutes,
      ...drawerRoutes,
      ...productRoutes,
      ...stockRoutes,
      ...reportRoutes,
      ...settingsRoutes,
    ]),
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
