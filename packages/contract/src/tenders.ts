import { mulDiv } from "./exact.ts";
import { minor } from "./money.ts";
import type { Minor } from "./money.ts";

/** One payment by a customer with one payment method. The amount is zero or more. */
export interface TenderInput {
  readonly tender: "cash" | "card" | "other";
  readonly amountMinor: Minor;
}

/** The change due, the missing amount, or the excess of the tenders other than cash. */
export type ChangeDue = { changeMinor: Minor } | { short: Minor } | { overpaidNonCash: Minor };

/** An amount rounded to the smallest coin: `R(due / step) · step`; 12.23 becomes 12.25 at a step of 0.05. */
export function roundToCash(dueMinor: Minor, stepMinor: number): Minor {
  if (!Number.isSafeInteger(stepMinor) || stepMinor < 1)
    throw new RangeError(`${stepMinor} is not a coin`);
  return minor(mulDiv(dueMinor, 1, stepMinor) * stepMinor);
}

/**
 * The rounding line of a document whose cash remainder is `dueMinor`: the amount added to the due amount so that
 * coins can pay it (0.02 for 12.23 at a step of 0.05, −0.02 for 12.22). A step of 1 rounds nothing. RangeError for a
 * step below 1.
 */
export function cashRounding(dueMinor: Minor, stepMinor: number): Minor {
  return minor(roundToCash(dueMinor, stepMinor) - dueMinor);
}

/**
 * Settles tenders against a total including its rounding line. Change is given from cash only, so other tenders may
 * not exceed the total, and the change never exceeds the cash. RangeError for a negative tender.
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
