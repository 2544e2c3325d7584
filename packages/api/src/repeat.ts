import type { TRPCError } from "@trpc/server";
import { z } from "zod";

/** The earlier answer that a repeated write got; undefined for a first one. */
export interface Repeat {
  answer: unknown;
}

/**
 * An earlier answer that today's contract does not fit, as it was kept: what was booked is told, also where an update
 * has added a field since. Fields that the contract does not know (any more) are left out. Undefined where the error is
 * about something else.
 */
export function asKept(answer: unknown, error: TRPCError): unknown {
  const { cause } = error;
  if (error.code !== "INTERNAL_SERVER_ERROR" || !(cause instanceof z.core.$ZodError))
    return undefined;
  const kept: unknown = structuredClone(answer);
  for (const issue of cause.issues) {
    if (issue.code !== "unrecognized_keys") continue;
    const owner = issue.path.reduce<unknown>(
      (value, name) => (isObject(value) ? Reflect.get(value, name) : undefined),
      kept,
    );
    if (isObject(owner)) for (const key of issue.keys) Reflect.deleteProperty(owner, key);
  }
  return kept;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
