import { z } from "zod";

type Kind = "integer" | "boolean" | "text";

/** What must be known of a contract to read its fields from an address; worked out once per route. */
export interface InputPlan {
  readonly fields: ReadonlyMap<string, Kind>;
}

/** Walks the fields of a contract. Throws for a contract that is no object: those have no place in REST. */
export function planInput(schema: z.core.$ZodType): InputPlan {
  const object = unwrap(schema);
  if (!(object instanceof z.ZodObject)) throw new Error("A REST input is an object");
  const fields = new Map<string, Kind>();
  for (const [name, field] of Object.entries(object.shape)) fields.set(name, kindOf(field));
  return { fields };
}

/**
 * A query string's or path's text as the field's own type: whole numbers and true or false are read, all else stays
 * text. Text that is no such value stays text too, so that the contract refuses it in its own words.
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

/** The schema behind optional, nullable, default and pipe. */
function unwrap(schema: unknown): unknown {
  let at = schema;
  for (;;) {
    if (at instanceof z.ZodOptional || at instanceof z.ZodNullable || at instanceof z.ZodDefault)
      at = at.unwrap();
    else if (at instanceof z.ZodPipe) at = at.in;
    else return at;
  }
}
