import { createRoute } from "@tanstack/react-router";
import { ClosingsSearch, EndOfDaySearch, SafeSearch } from "../features/drawers/drawer-searches.ts";
import { lateScreen } from "./late-screen.ts";
import { paths } from "../lib/paths.ts";
import { shellRoute } from "./root-route.ts";

const getParentRoute = () => shellRoute;

const endOfDay = createRoute({
  getParentRoute,
  path: paths.endOfDay,
  validateSearch: EndOfDaySearch,
  component: lateScreen(() => import("./end-of-day-route.tsx"), "EndOfDayRoute"),
});

const closeDrawer = createRoute({
  getParentRoute,
  path: paths.closeDrawer,
  component: lateScreen(() => import("./close-drawer-route.tsx"), "CloseDrawerRoute"),
});

const closings = createRoute({
  getParentRoute,
  path: paths.closings,
  validateSearch: ClosingsSearch,
  component: lateScreen(() => import("../features/drawers/closings-page.tsx"), "ClosingsPage"),
});

const closing = createRoute({
  getParentRoute,
  path: paths.closing,
  component: lateScreen(() => import("./closing-route.tsx"), "ClosingRoute"),
});

const safe = createRoute({
  getParentRoute,
  path: paths.safe,
  validateSearch: SafeSearch,
  component: lateScreen(() => import("../features/drawers/safe-page.tsx"), "SafePage"),
});

/** Routes of the end of day, closing reports and the safe. */
export const drawerRoutes = [endOfDay, closeDrawer, closings, closing, safe] as const;
