import type { z } from "zod";
import { fieldErrorsOf, fieldFor } from "@daybook/contract/field-errors";
import type { ReadFieldErrors, ReadRefusal } from "@daybook/contract/refusal";
import type { FieldErrors as Problems } from "@daybook/contract/refusal";
import type { Numbers } from "@daybook/contract/texts/refusal-texts";
import { describeFieldError, describeRefusal } from "./describe-error.ts";

/** One sentence per field path: `{ "lines.0.quantityMilli": "Enter a quantity above zero." }`. */
export type FieldErrors = Readonly<Record<string, string>>;

/** The errors of this input by the contract; empty if it is valid. */
export function contractErrors(contract: z.ZodType, input: unknown): Problems {
  const parsed = contract.safeParse(input);
  return parsed.success ? {} : fieldErrorsOf(parsed.error.issues);
}

/** Where the sentences of a refusal are shown. */
export interface LandedErrors {
  readonly atFields: FieldErrors;
  /** Sentences without a field in this form; shown above its button. */
  readonly above: readonly string[];
}

/**
 * Maps a refusal of the server to the fields of a form. A path inside a field is shown at it ("barcodes.2" at
 * "barcodes"); other errors are shown above the button, so every refusal is visible.
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
  /** The empty fields of the form: whatever error the contract reports for them, they are required. */
  readonly empty?: ReadonlySet<string>;
  /** The fields that are chosen, not typed: their errors are described as they are. */
  readonly choices?: ReadonlySet<string>;
}

/** Maps field errors in the same way, from the server or from validation before sending. */
export function landErrors(
  errors: ReadFieldErrors | Problems,
  fields: readonly string[],
  { numbers, empty, choices }: LandingForm = {},
): LandedErrors {
  const atFields: Record<string, string> = {};
  const above = new Set<string>();
  for (const [path, [first]] of Object.entries(errors)) {
    if (first === undefined) continue;
    const field = fieldFor(path, fields);
    if (field === null) above.add(describeFieldError(first, numbers));
    else {
      const error = choices?.has(field) === true ? first : asTyped(first, empty?.has(field));
      atFields[field] ??= describeFieldError(error, numbers);
    }
  }
  return { atFields, above: [...above] };
}

type Read = ReadFieldErrors[string][number] | Problems[string][number];

/** For the contract, an empty number field and an invalid number are the same; the form distinguishes them. */
function asTyped(error: Read, empty: boolean | undefined): Read {
  if (empty === true) return { code: "required", details: {} };
  if (empty === false && error.code === "required")
    return { code: "wrong_type", details: { expected: "number" } };
  return error;
}
