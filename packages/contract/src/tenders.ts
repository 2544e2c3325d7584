import { mulDiv } from "./exact.ts";
import { minor } from "./money.ts";
import type { Minor } from "./money.ts";

/** What a customer hands over, in one way of paying. The amount is zero or more. */
export interface TenderInput {
  readonly tender: "cash" | "card" | "other";
  readonly amountMinor: Minor;
}

/** Change to give back, or what is missing, or by how much the tenders other than cash exceed the total. */
export type ChangeDue = { changeMinor: Minor } | { short: Minor } | { overpaidNonCash: Minor };

/** An amount rounded to the smallest coin: `R(due / step) · step`; 12.23 becomes 12.25 at a step of 0.05. */
export function roundToCash(dueMinor: Minor, stepMinor: number): Minor {
  if (!Number.isSafeInteger(stepMinor) || stepMinor < 1)
    throw new RangeError(`${stepMinor} is not a coin`);
  return minor(mulDiv(dueMinor, 1, stepMinor) * stepMinor);
}

/**
 * The rounding line of a document whose cash remainder is `dueMinor`: what is added to the due so that coins can pay
 * it (0.02 for 12.23 at a step of 0.05, −0.02 for 12.22). A step of 1 rounds nothing. RangeError for a step below 1.
 */
export function cashRounding(dueMinor: Minor, stepMinor: number): Minor {
  return minor(roundToCash(dueMinor, stepMinor) - dueMinor);
}

/**
 * Settles tenders against a total (its rounding line included). Change comes from cash only, so tenders other than
 * cash may not exceed the total, and the change never exceeds the cash. RangeError for a negative tender.
 */
export function changeFor(totalMinor: Minor, tenders: readonly TenderInput[]): ChangeDue {
  let cash = 0;
  let nonCash = 0;
  for (const { tender, amountMinor } of tenders) {
    if (amountMinor < 0) throw new RangeError("A tender cannot be negative");
    if (tender === "cash") cash += amountMinor;
    else nonCash += amountMinor;
  }
  if (nonCash > totalMinor) return { overpaidNonCash: minor(nonCash - totalMinor) };
  const over = cash + nonCash - totalMinor;
  return over < 0 ? { short: minor(-over) } : { changeMinor: minor(over) };
}
