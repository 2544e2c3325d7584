import { formatQuantity } from "@daybook/contract/quantity";
import { isReason } from "@daybook/contract/reasons";
import type { FieldError, ReadRefusal, UnknownReason } from "@daybook/contract/refusal";
import { fieldErrorIn, reasonIn } from "@daybook/contract/texts/refusal-sentences";
import type { Numbers, Writing } from "@daybook/contract/texts/refusal-texts";
import { noAnswer, noAnswerToRead } from "../texts/en/notices.ts";
import { rightName } from "../texts/en/right-name.ts";
import { refusalOf } from "./refusal-of.ts";
import { refusalTexts } from "./refusal-texts.ts";
// Imported for its side effect: loads the names of permissions after the first screen.
import "./right-names.ts";

/** Used while the shop is unknown: without time zone and currency. */
const plainNumbers: Numbers = {
  quantity: (quantityMilli) => formatQuantity(quantityMilli),
  money: (amountMinor) => String(amountMinor),
};

/** The sentence for an error; always says what the user can do or whether something was saved. */
export function describeError(error: unknown, numbers: Numbers = plainNumbers): string {
  const refusal = refusalOf(error);
  return refusal === null ? noAnswer : describeRefusal(refusal, numbers);
}

/** The sentence for a failed read, which does not mention saving. */
export function describeReadError(error: unknown): string {
  const refusal = refusalOf(error);
  if (refusal === null) return noAnswerToRead;
  const reading = refusal.code === "unknown" ? undefined : refusalTexts()?.reading[refusal.code];
  return reading ?? describeRefusal(refusal);
}

/**
 * The sentence of a refusal; the server's message if this version does not have the code, for example after an update.
 */
export function describeRefusal(refusal: ReadRefusal, numbers: Numbers = plainNumbers): string {
  const texts = refusalTexts();
  if (texts === null || refusal.code === "unknown") return refusal.message;
  return texts.onScreen[refusal.code] ?? reasonIn(texts, refusal, writingOf(numbers));
}

/** The error of one field, from the server or from the contract. */
export type ShownFieldError =
  | FieldError
  | ((FieldError | UnknownReason) & { readonly message: string });

/** The sentence of a field error; the server's message if this version does not have the code. */
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
