import { createRoute } from "@tanstack/react-router";
import { paths } from "./paths.ts";
import { placeholder } from "./placeholder.tsx";
import { shellRoute } from "./root-route.ts";

const getParentRoute = () => shellRoute;

const sell = createRoute({ getParentRoute, path: paths.sell, component: placeholder });

/** The till. */
export const sellRoutes = [sell] as const;
