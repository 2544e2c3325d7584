import { createRoute } from "@tanstack/react-router";
import { TillPage } from "../features/till/till-page.tsx";
import { TillSearch } from "../features/till/till-search.ts";
import { lateScreen } from "./late-screen.ts";
import { paths } from "../lib/paths.ts";
import { shellRoute } from "./root-route.ts";

const getParentRoute = () => shellRoute;

// Part of the first load, so the till opens without waiting.
const sell = createRoute({
  getParentRoute,
  path: paths.sell,
  validateSearch: TillSearch,
  component: TillPage,
});

const receipt = createRoute({
  getParentRoute,
  path: paths.receipt,
  component: lateScreen(() => import("./receipt-route.tsx"), "ReceiptRoute"),
});

/** Routes of the till and its receipts. */
export const tillRoutes = [sell, receipt] as const;
