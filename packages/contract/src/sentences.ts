/** The English sentences of refusals, for the server and the command line, which have no user language. */
import { formatQuantity } from "./quantity.ts";
import type { Reason } from "./reasons.ts";
import { readFieldError } from "./refusal.ts";
import type { FieldError } from "./refusal.ts";
import { en } from "./texts/en.ts";
import { fieldErrorIn, reasonIn } from "./texts/refusal-sentences.ts";
import type { Writing } from "./texts/refusal-texts.ts";

/** Formats figures without the currency and time zone of the reader. */
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

/** What is wrong with a cell of an imported file. */
export function problemSentence(problem: {
  readonly code: string;
  readonly details: unknown;
}): string {
  const error = readFieldError(problem);
  return fieldSentence(error.code === "unknown" ? { code: "not_valid", details: {} } : error);
}
