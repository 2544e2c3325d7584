import type { z } from "zod";
import { fieldErrorsOf, fieldFor } from "@daybook/contract/field-errors";
import type { Refusal } from "@daybook/contract/reasons";
import { describeRefusal } from "./describe-error.ts";
import type { Numbers } from "../texts/en/refusals.ts";

/** One sentence for each field, by its path: `{ "lines.0.quantityMilli": "Enter a quantity above zero." }`. */
export type FieldErrors = Readonly<Record<string, string>>;

/** What a contract says against this input, in the words the server would use; empty when it accepts it. */
export function contractErrors(contract: z.ZodType, input: unknown): FieldErrors {
  const parsed = contract.safeParse(input);
  if (parsed.success) return {};
  return Object.fromEntries(
    Object.entries(fieldErrorsOf(parsed.error.issues)).flatMap(([path, [first]]) =>
      first === undefined ? [] : [[path, first]],
    ),
  );
}

/** Where the sentences of a refusal are shown. */
export interface LandedErrors {
  readonly atFields: FieldErrors;
  /** Sentences with no field in this form; shown above its button. */
  readonly above: readonly string[];
}

/**
 * Lands a refusal on a form that has these fields. A path inside a field lands on it ("barcodes.2" on "barcodes"); what
 * lands on no field is shown above the button, so that no refusal is ever silent.
 */
export function landRefusal(
  refusal: Refusal,
  fields: readonly string[],
  numbers?: Numbers,
): LandedErrors {
  const whole = describeRefusal(refusal, numbers);
  const atFields: Record<string, string> = {};
  const above = new Set<string>();
  for (const [path, sentences] of Object.entries(refusal.fieldErrors)) {
    // Code and details are those of the sentence that is the whole refusal's; only that one is ours to say in our own
    // words. Another at a field is of another mistake made at the same time, or of this field's part of it.
    const [said = refusal.message] = sentences;
    const text = said === refusal.message ? whole : said;
    const field = fieldFor(path, fields);
    if (field === null) above.add(text);
    else atFields[field] ??= text;
  }
  if (Object.keys(atFields).length === 0 && above.size === 0) above.add(whole);
  return { atFields, above: [...above] };
}

/** Lands a contract's complaints, made before anything was sent, in the same way. */
export function landErrors(errors: FieldErrors, fields: readonly string[]): LandedErrors {
  const atFields: Record<string, string> = {};
  const above: string[] = [];
  for (const [path, text] of Object.entries(errors)) {
    const field = fieldFor(path, fields);
    if (field === null) above.push(text);
    else atFields[field] ??= text;
  }
  return { atFields, above };
}
