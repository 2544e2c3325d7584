/** The server's types for clients; no code at run time. */
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "./root.ts";

export type { AppRouter } from "./root.ts";
/** `Inputs["sales"]["ringUp"]`: the input of a procedure. */
export type Inputs = inferRouterInputs<AppRouter>;
/** `Outputs["sales"]["ringUp"]`: the output of a procedure. */
export type Outputs = inferRouterOutputs<AppRouter>;
