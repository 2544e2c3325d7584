import { isReason } from "../reasons.ts";
import type { Reason } from "../reasons.ts";
import type { FieldError } from "../refusal.ts";
import type { RefusalTexts, Writing } from "./refusal-texts.ts";

/** The sentence of a refusal in the language of `texts`. */
export function reasonIn(texts: RefusalTexts, { code, details }: Reason, writing: Writing): string {
  // safe because a `Reason` pairs each code with its own details, which TypeScript cannot follow through the table
  const sentence = texts.reasons[code] as (details: unknown, writing: Writing) => string;
  return sentence(details, writing);
}

/** The sentence of a field error in the language of `texts`. */
export function fieldErrorIn(texts: RefusalTexts, error: FieldError, writing: Writing): string {
  // safe because this is a reason's code, and an error pairs each code with its own details
  if (isReason(error.code)) return reasonIn(texts, error as Reason, writing);
  // safe because of the same pairing
  const sentence = texts.rules[error.code] as (details: unknown) => string;
  return sentence(error.details);
}
