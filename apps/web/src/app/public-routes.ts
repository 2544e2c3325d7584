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

// Without the menu: its page says itself that someone must sign in.
const display = createRoute({
  getParentRoute,
  path: paths.display,
  component: lateScreen(() => import("../features/display/display-page.tsx"), "DisplayPage"),
});

/** Routes that need no sign-in. */
export const publicRoutes = [setUp, signIn, resetPassword, display] as const;
