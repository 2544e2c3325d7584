import { createRootRoute, createRoute, Outlet } from "@tanstack/react-router";
import { Shell } from "./shell.tsx";

export const rootRoute = createRootRoute({ component: Outlet });

/** Everything behind the door. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  component: Shell,
});
