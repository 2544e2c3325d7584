import { lazyRouteComponent } from "@tanstack/react-router";
import { lateCode } from "../lib/late-code.ts";

/** A screen whose code is loaded after the first one is shown, or when it is opened. */
export const lateScreen: typeof lazyRouteComponent = (load, name) =>
  lazyRouteComponent(lateCode(load), name);
