import type { AnyTRPCRouter } from "@trpc/server";
import { z } from "zod";
import type { ProcedureMeta } from "./trpc.ts";

/** The definition of a procedure. */
export interface ListedProcedure {
  /** `products.get` */
  readonly name: string;
  readonly type: "query" | "mutation" | "subscription";
  readonly meta: ProcedureMeta;
  readonly input: z.core.$ZodType | null;
  readonly output: z.core.$ZodType | null;
}

interface Definition {
  readonly type: ListedProcedure["type"];
  readonly meta?: ProcedureMeta;
  readonly inputs: readonly unknown[];
  readonly output?: unknown;
}

/** All procedures of a router, in definition order. */
export function listProcedures(router: AnyTRPCRouter): ListedProcedure[] {
  return Object.entries(router._def.procedures).map(([name, procedure]) => {
    // safe because every value of a router's procedures is a procedure with its definition
    const { type, meta, inputs, output } = (procedure as unknown as { _def: Definition })._def;
    return { name, type, meta: meta ?? {}, input: asSchema(inputs[0]), output: asSchema(output) };
  });
}

function asSchema(parser: unknown): z.core.$ZodType | null {
  return parser instanceof z.core.$ZodType ? parser : null;
}
