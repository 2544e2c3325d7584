/** The possible refusals of a procedure. */
import { z } from "zod";
import type { ReasonCode } from "@daybook/contract/reasons";
import type { ListedProcedure } from "./procedures.ts";
import { CHANGES_PEOPLE, REFUSED_BY_KIND, WHILE_LOCKED } from "./refusals-by-kind.ts";
import type { Kind } from "./refusals-by-kind.ts";

/** Every code that the procedure can return: those it declares, and those of its kind. */
export function refusalsOf(procedure: ListedProcedure): ReadonlySet<ReasonCode> {
  return new Set([...(procedure.meta.refuses ?? []), ...refusalsOfKind(procedure)]);
}

/** The codes that follow from the kind of procedure. Procedures do not declare them. */
export function refusalsOfKind(procedure: ListedProcedure): ReadonlySet<ReasonCode> {
  return new Set(kindsOf(procedure).flatMap((kind) => REFUSED_BY_KIND[kind]));
}

/** The kinds of a procedure. */
export function kindsOf({ name, type, meta, input }: ListedProcedure): Kind[] {
  const { permission, confirmed = false } = meta;
  const kinds = {
    every: true,
    guarded: permission !== undefined,
    whileInUse: permission !== undefined && type !== "subscription" && !WHILE_LOCKED.has(name),
    aboutPeople: permission !== undefined && CHANGES_PEOPLE.has(permission),
    confirmed: confirmed !== false,
    mutation: type === "mutation",
    keyed: type === "mutation" && input instanceof z.ZodObject && "key" in input.shape,
  } satisfies Record<Kind, boolean>;
  // safe because these are the keys of the object above
  return (Object.keys(kinds) as Kind[]).filter((kind) => kinds[kind]);
}
