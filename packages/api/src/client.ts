/** What a client sees of the server: types, nothing at run time. */
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "./root.ts";

export type { AppRouter } from "./root.ts";
/** `Inputs["sales"]["ringUp"]`: what a procedure takes. */
export type Inputs = inferRouterInputs<AppRouter>;
/** `Outputs["sales"]["ringUp"]`: what a procedure answers. */
export type Outputs = inferRouterOutputs<AppRouter>;
