import type { FieldError, ReadRefusal, UnknownReason } from "@daybook/contract/refusal";
import { fieldSentence, plainWriting, reasonSentence } from "@daybook/contract/sentences";
import { en as texts } from "@daybook/contract/texts/en";
import type { Numbers, Writing } from "@daybook/contract/texts/refusal-texts";
import { isReason } from "@daybook/contract/reasons";
import { rightName } from "../texts/en/right-name.ts";
import { refusalOf } from "./refusal-of.ts";
// For what it does: it fetches the names that sentences about rights use, after the first screen.
import "./right-names.ts";

/** Where the shop is not known yet: its clock and its currency are missing. */
const plainNumbers: Numbers = { quantity: plainWriting.quantity, money: plainWriting.money };

/** The sentence a person reads when something failed; always says what they can do or what is safe. */
export function describeError(error: unknown, numbers: Numbers = plainNumbers): string {
  const refusal = refusalOf(error);
  return refusal === null ? texts.noAnswer : describeRefusal(refusal, numbers);
}

/** The sentence where something was only read: nothing is said of saving. */
export function describeReadError(error: unknown): string {
  const refusal = refusalOf(error);
  if (refusal === null) return texts.noAnswerToRead;
  const reading = refusal.code === "unknown" ? undefined : texts.reading[refusal.code];
  return reading ?? describeRefusal(refusal);
}

/** The sentence of one refusal; the server's own where this version does not know it, as after an update. */
export function describeRefusal(refusal: ReadRefusal, numbers: Numbers = plainNumbers): string {
  if (refusal.code === "unknown") return refusal.message;
  return texts.onScreen[refusal.code] ?? reasonSentence(refusal, writingOf(numbers));
}

/** The sentence of what is wrong with one field; that of the server where this version does not know it. */
export function describeFieldError(
  error: FieldError | (UnknownReason & { readonly message: string }),
  numbers: Numbers = plainNumbers,
): string {
  if (error.code === "unknown") return error.message;
  const onScreen = isReason(error.code) ? texts.onScreen[error.code] : undefined;
  return onScreen ?? fieldSentence(error, writingOf(numbers));
}

const writingOf = (numbers: Numbers): Writing => ({ ...numbers, right: rightName });
