import { z } from "zod";

type Kind = "integer" | "boolean" | "text";

/** The field types needed to parse values from a URL; calculated once per route. */
export interface InputPlan {
  readonly fields: ReadonlyMap<string, Kind>;
}

/** Collects the fields of a contract. Throws for a contract that is not an object, which REST does not support. */
export function planInput(schema: z.core.$ZodType): InputPlan {
  const object = unwrap(schema);
  if (!(object instanceof z.ZodObject)) throw new Error("A REST input is an object");
  const fields = new Map<string, Kind>();
  for (const [name, field] of Object.entries(object.shape)) fields.set(name, kindOf(field));
  return { fields };
}

/**
 * Converts text of a query string or path to the field's type: whole numbers and booleans are parsed, everything else
 * stays text. Invalid text also stays text, so the contract refuses it.
 */
export function readText(plan: InputPlan, name: string, text: string): unknown {
  switch (plan.fields.get(name)) {
    case "integer":
      return /^-?\d{1,16}$/.test(text) ? Number(text) : text;
    case "boolean":
      return text === "true" ? true : text === "false" ? false : text;
    default:
      return text;
  }
}

function kindOf(field: unknown): Kind {
  const inner = unwrap(field);
  if (inner instanceof z.ZodNumber) return "integer";
  if (inner instanceof z.ZodBoolean) return "boolean";
  return "text";
}

/** The schema inside optional, nullable, default and pipe. */
function unwrap(schema: unknown): unknown {
  let at = schema;
  for (;;) {
    if (at instanceof z.ZodOptional || at instanceof z.ZodNullable || at instanceof z.ZodDefault)
      at = at.unwrap();
    else if (at instanceof z.ZodPipe) at = at.in;
    else return at;
  }
}
