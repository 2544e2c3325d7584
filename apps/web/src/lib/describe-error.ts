import { REASONS } from "@daybook/contract/reasons";
import type { ReasonCode, ReasonDetails, Refusal } from "@daybook/contract/reasons";
import { formatQuantity } from "@daybook/contract/quantity";
import { noAnswer, noAnswerToRead, readRefusals, refusals } from "../texts/en/refusals.ts";
import type { Numbers } from "../texts/en/refusals.ts";
import { refusalOf } from "./refusal-of.ts";
// For what it does: it fetches the names that sentences about rights use, after the first screen.
import "./right-names.ts";

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
  return isReason(refusal.code)
    ? (readRefusals[refusal.code] ?? describeRefusal(refusal))
    : refusal.message;
}

/** The sentence of one refusal; the server's own where its details are not those we know, as after an update. */
export function describeRefusal(refusal: Refusal, numbers: Numbers = plainNumbers): string {
  const { code, details } = refusal;
  return isReason(code) ? (sentenceOf(code, details, numbers) ?? refusal.message) : refusal.message;
}

function sentenceOf<Code extends ReasonCode>(
  code: Code,
  details: unknown,
  numbers: Numbers,
): string | null {
  const parsed = REASONS[code].details.safeParse(details);
  if (!parsed.success) return null;
  // safe because both tables have one entry for each code, and the details were just read by this code's own contract
  const say = refusals[code] as (details: ReasonDetails<Code>, numbers: Numbers) => string;
  // safe because of the same reading
  return say(parsed.data as ReasonDetails<Code>, numbers);
}

function isReason(code: string): code is ReasonCode {
  return Object.hasOwn(REASONS, code);
}
