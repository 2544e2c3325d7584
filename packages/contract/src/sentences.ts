/** The sentences of refusals, for everyone who shows one. */
import { formatQuantity } from "./quantity.ts";
import { isReason } from "./reasons.ts";
import type { Reason } from "./reasons.ts";
import type { FieldError } from "./refusal.ts";
import { en } from "./texts/en.ts";
import type { RefusalTexts, Writing } from "./texts/refusal-texts.ts";

/** Figures as they travel: where neither the currency nor the clock of the reader is known, as on the server. */
export const plainWriting: Writing = {
  quantity: (quantityMilli) => formatQuantity(quantityMilli),
  money: (amountMinor) => `${amountMinor} (in minor units)`,
  moment: (instant) => instant,
  right: (permission) => permission,
};

/** The sentence of a refusal. */
export function reasonSentence(
  { code, details }: Reason,
  writing: Writing = plainWriting,
  texts: RefusalTexts = en,
): string {
  // safe because a `Reason` pairs each code with its own details, which TypeScript cannot follow through the table
  const say = texts.reasons[code] as (details: unknown, writing: Writing) => string;
  return say(details, writing);
}

/** The sentence of what is wrong with one field. */
export function fieldSentence(
  error: FieldError,
  writing: Writing = plainWriting,
  texts: RefusalTexts = en,
): string {
  // safe because a code of neither table does not type; both pair each code with its own details
  if (isReason(error.code)) return reasonSentence(error as Reason, writing, texts);
  // safe because of the same pairing
  const say = texts.rules[error.code] as (details: unknown) => string;
  return say(error.details);
}
