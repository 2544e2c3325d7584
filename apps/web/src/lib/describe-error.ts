import { formatQuantity } from "@daybook/contract/quantity";
import { isReason } from "@daybook/contract/reasons";
import type { FieldError, ReadRefusal, UnknownReason } from "@daybook/contract/refusal";
import { fieldErrorIn, reasonIn } from "@daybook/contract/texts/refusal-sentences";
import type { Numbers, Writing } from "@daybook/contract/texts/refusal-texts";
import { noAnswer, noAnswerToRead } from "../texts/en/notices.ts";
import { rightName } from "../texts/en/right-name.ts";
import { refusalOf } from "./refusal-of.ts";
import { refusalTexts } from "./refusal-texts.ts";
// For what it does: it fetches the names that sentences about rights use, after the first screen.
import "./right-names.ts";

/** Where the shop is not known yet: its clock and its currency are missing. */
const plainNumbers: Numbers = {
  quantity: (quantityMilli) => formatQuantity(quantityMilli),
  money: (amountMinor) => String(amountMinor),
};

/** The sentence a person reads when something failed; always says what they can do or what is safe. */
export function describeError(error: unknown, numbers: Numbers = plainNumbers): string {
  const refusal = refusalOf(error);
  return refusal === null ? noAnswer : describeRefusal(refusal, numbers);
}

/** The sentence where something was only read: nothing is said of saving. */
export function describeReadError(error: unknown): string {
  const refusal = refusalOf(error);
  if (refusal === null) return noAnswerToRead;
  const reading = refusal.code === "unknown" ? undefined : refusalTexts()?.reading[refusal.code];
  return reading ?? describeRefusal(refusal);
}

/** The sentence of one refusal; the server's own where this version does not know it, as after an update. */
export function describeRefusal(refusal: ReadRefusal, numbers: Numbers = plainNumbers): string {
  const texts = refusalTexts();
  if (texts === null || refusal.code === "unknown") return refusal.message;
  return texts.onScreen[refusal.code] ?? reasonIn(texts, refusal, writingOf(numbers));
}

/** What is wrong with one field: as the server sent it, or as a contract found it here. */
export type ShownFieldError =
  | FieldError
  | ((FieldError | UnknownReason) & { readonly message: string });

/** The sentence of what is wrong with one field; the server's own where this version does not know it. */
export function describeFieldError(
  error: ShownFieldError,
  numbers: Numbers = plainNumbers,
): string {
  const texts = refusalTexts();
  const sent = "message" in error ? error.message : "";
  if (texts === null || error.code === "unknown") return sent;
  const onScreen = isReason(error.code) ? texts.onScreen[error.code] : undefined;
  return onScreen ?? fieldErrorIn(texts, error, writingOf(numbers));
}

const writingOf = (numbers: Numbers): Writing => ({ ...numbers, right: rightName });
