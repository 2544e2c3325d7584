import { createRoute } from "@tanstack/react-router";
import { SignInSearch } from "../features/users/sign-in-search.ts";
import { lateScreen } from "./late-screen.ts";
import { paths } from "../lib/paths.ts";
import { rootRoute } from "./root-route.ts";

const getParentRoute = () => rootRoute;

const setUp = createRoute({
  getParentRoute,
  path: paths.setUp,
  component: lateScreen(() => import("../features/settings/set-up-page.tsx"), "SetUpPage"),
});

const signIn = createRoute({
  getParentRoute,
  path: paths.signIn,
  validateSearch: SignInSearch,
  component: lateScreen(() => import("./sign-in-route.tsx"), "SignInRoute"),
});

const resetPassword = createRoute({
  getParentRoute,
  path: paths.resetPassword,
  component: lateScreen(() => import("./reset-password-route.tsx"), "ResetPasswordRoute"),
});

// Without the menu.
const display = createRoute({
  getParentRoute,
  path: paths.display,
  component: lateScreen(() => import("./display-route.tsx"), "DisplayRoute"),
});

/** Routes without the shell: they need no sign-in, or ask for it themselves. */
export const publicRoutes = [setUp, signIn, resetPassword, display] as const;
