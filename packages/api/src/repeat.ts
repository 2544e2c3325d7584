import type { TRPCError } from "@trpc/server";
import { z } from "zod";

/** The stored answer of a repeated write; undefined for a first one. */
export interface Repeat {
  answer: unknown;
}

/**
 * A stored answer that does not match the current contract, unchanged: the caller gets the saved result, even if an
 * update has added a field since. Fields that the contract does not have (any more) are removed. Undefined if the error
 * has another cause.
 */
export function withoutUnknownFields(answer: unknown, error: TRPCError): unknown {
  const { cause } = error;
  if (error.code !== "INTERNAL_SERVER_ERROR" || !(cause instanceof z.core.$ZodError))
    return undefined;
  const cleaned: unknown = structuredClone(answer);
  for (const issue of cause.issues) {
    if (issue.code !== "unrecognized_keys") continue;
    const owner = issue.path.reduce<unknown>(
      (value, name) => (isObject(value) ? Reflect.get(value, name) : undefined),
      cleaned,
    );
    if (isObject(owner)) for (const key of issue.keys) Reflect.deleteProperty(owner, key);
  }
  return cleaned;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
