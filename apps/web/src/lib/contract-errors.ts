import type { z } from "zod";
import { fieldErrorsOf, fieldFor } from "@daybook/contract/field-errors";
import type { ReadFieldErrors, ReadRefusal } from "@daybook/contract/refusal";
import type { FieldErrors as Problems } from "@daybook/contract/refusal";
import type { Numbers } from "@daybook/contract/texts/refusal-texts";
import { describeFieldError, describeRefusal } from "./describe-error.ts";

/** One sentence for each field, by its path: `{ "lines.0.quantityMilli": "Enter a quantity above zero." }`. */
export type FieldErrors = Readonly<Record<string, string>>;

/** What is wrong with each field of this input by the contract; empty when it accepts it. */
export function contractErrors(contract: z.ZodType, input: unknown): Problems {
  const parsed = contract.safeParse(input);
  return parsed.success ? {} : fieldErrorsOf(parsed.error.issues);
}

/** Where the sentences of a refusal are shown. */
export interface LandedErrors {
  readonly atFields: FieldErrors;
  /** Sentences with no field in this form; shown above its button. */
  readonly above: readonly string[];
}

/**
 * Lands what a server refused on a form that has these fields. A path inside a field lands on it ("barcodes.2" on
 * "barcodes"); what lands on no field is shown above the button, so that no refusal is ever silent.
 */
export function landRefusal(
  refusal: ReadRefusal,
  fields: readonly string[],
  numbers?: Numbers,
): LandedErrors {
  const landed = landErrors(refusal.fieldErrors, fields, { numbers });
  const silent = Object.keys(landed.atFields).length === 0 && landed.above.length === 0;
  return silent ? { ...landed, above: [describeRefusal(refusal, numbers)] } : landed;
}

interface LandingForm {
  readonly numbers?: Numbers | undefined;
  /** Of the form's fields, those with nothing in them: whatever the contract makes of that, they are to be filled in. */
  readonly empty?: ReadonlySet<string>;
}

/** Lands errors at fields in the same way, found by the server or before anything was sent. */
export function landErrors(
  errors: ReadFieldErrors | Problems,
  fields: readonly string[],
  { numbers, empty }: LandingForm = {},
): LandedErrors {
  const atFields: Record<string, string> = {};
  const above = new Set<string>();
  for (const [path, [first]] of Object.entries(errors)) {
    if (first === undefined) continue;
    const field = fieldFor(path, fields);
    if (field === null) above.add(describeFieldError(first, numbers));
    else atFields[field] ??= describeFieldError(asTyped(first, empty?.has(field)), numbers);
  }
  return { atFields, above: [...above] };
}

type Read = ReadFieldErrors[string][number] | Problems[string][number];

/** A contract sees no difference between a number field that is empty and one that holds no number; the form does. */
function asTyped(error: Read, empty: boolean | undefined): Read {
  if (empty === true) return { code: "required", details: {} };
  if (empty === false && error.code === "required")
    return { code: "wrong_type", details: { expected: "number" } };
  return error;
}
