import { createRoute } from "@tanstack/react-router";
import { AlertsSearch } from "../features/alerts/alert-searches.ts";
import {
  AdjustSearch,
  LedgerSearch,
  MoveSearch,
  ReceiveSearch,
  ScanSearch,
} from "../features/stock/stock-searches.ts";
import { lateScreen } from "./late-screen.ts";
import { paths } from "../lib/paths.ts";
import { shellRoute } from "./root-route.ts";

const getParentRoute = () => shellRoute;

const scan = createRoute({
  getParentRoute,
  path: paths.scan,
  validateSearch: ScanSearch,
  component: lateScreen(() => import("../features/stock/scan-page.tsx"), "ScanPage"),
});
const receive = createRoute({
  getParentRoute,
  path: paths.receive,
  validateSearch: ReceiveSearch,
  component: lateScreen(() => import("../features/stock/receive-page.tsx"), "ReceivePage"),
});
const move = createRoute({
  getParentRoute,
  path: paths.move,
  validateSearch: MoveSearch,
  component: lateScreen(() => import("../features/stock/move-page.tsx"), "MovePage"),
});
const adjust = createRoute({
  getParentRoute,
  path: paths.adjust,
  validateSearch: AdjustSearch,
  component: lateScreen(() => import("../features/stock/adjust-page.tsx"), "AdjustPage"),
});

const ledger = createRoute({
  getParentRoute,
  path: paths.ledger,
  validateSearch: LedgerSearch,
  component: lateScreen(() => import("../features/stock/ledger-page.tsx"), "LedgerPage"),
});

const stockDocument = createRoute({
  getParentRoute,
  path: paths.stockDocument,
  component: lateScreen(() => import("./document-route.tsx"), "DocumentRoute"),
});

const alerts = createRoute({
  getParentRoute,
  path: paths.alerts,
  validateSearch: AlertsSearch,
  component: lateScreen(() => import("../features/alerts/alerts-page.tsx"), "AlertsPage"),
});

/** Routes of receiving, moving, adjusting and the ledger. */
export const stockRoutes = [scan, receive, move, adjust, ledger, stockDocument, alerts] as const;
