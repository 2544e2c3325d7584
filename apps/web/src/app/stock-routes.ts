import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { LedgerSearch } from "../features/movements/movement-searches.ts";
import { paths } from "./paths.ts";
import { placeholder } from "./placeholder.tsx";
import { shellRoute } from "./root-route.ts";

const getParentRoute = () => shellRoute;

const scan = createRoute({ getParentRoute, path: paths.scan, component: placeholder });
const receive = createRoute({ getParentRoute, path: paths.receive, component: placeholder });
const move = createRoute({ getParentRoute, path: paths.move, component: placeholder });
const adjust = createRoute({ getParentRoute, path: paths.adjust, component: placeholder });

const ledger = createRoute({
  getParentRoute,
  path: paths.ledger,
  validateSearch: LedgerSearch,
  component: lazyRouteComponent(
    () => import("../features/movements/ledger-page.tsx"),
    "LedgerPage",
  ),
});

const stockDocument = createRoute({
  getParentRoute,
  path: paths.stockDocument,
  component: lazyRouteComponent(() => import("./document-route.tsx"), "DocumentRoute"),
});

const alerts = createRoute({ getParentRoute, path: paths.alerts, component: placeholder });

/** Goods that come in, move and go out, and their ledger. */
export const stockRoutes = [scan, receive, move, adjust, ledger, stockDocument, alerts] as const;
