/** The sentences of refusals in English, for those who have no language of their own: the server and the command line. */
import { formatQuantity } from "./quantity.ts";
import type { Reason } from "./reasons.ts";
import type { FieldError } from "./refusal.ts";
import { en } from "./texts/en.ts";
import { fieldErrorIn, reasonIn } from "./texts/refusal-sentences.ts";
import type { Writing } from "./texts/refusal-texts.ts";

/** Figures as they travel: where neither the currency nor the clock of the reader is known. */
export const plainWriting: Writing = {
  quantity: (quantityMilli) => formatQuantity(quantityMilli),
  money: (amountMinor) => `${amountMinor} (in minor units)`,
  moment: (instant) => instant,
  right: (permission) => permission,
};

export function reasonSentence(reason: Reason, writing: Writing = plainWriting): string {
  return reasonIn(en, reason, writing);
}

export function fieldSentence(error: FieldError, writing: Writing = plainWriting): string {
  return fieldErrorIn(en, error, writing);
}
