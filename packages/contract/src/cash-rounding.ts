/**
 * Cash rounding: what coins can pay of a sale or a refund. The till, also without a connection, and the server use these
 * functions, so both know the same amount before a payment method is chosen.
 */
import { z } from "zod";
import { mulDiv } from "./exact.ts";
import { minor } from "./money.ts";
import type { Minor } from "./money.ts";

/**
 * How cash is rounded to the smallest coin. `down` is in the customer's favor: less to pay, and more of a refund; `up`
 * is the opposite.
 */
export const CashRounding = z.enum(["off", "nearest", "down", "up"]);
export type CashRounding = z.infer<typeof CashRounding>;

/** The smallest coin can be worth at most this many units of the currency. */
export const MOST_CASH_STEP_UNITS = 100;

/** The largest step of a currency, in its minor units. */
export function mostCashStep(exponent: number): Minor {
  return minor(MOST_CASH_STEP_UNITS * 10 ** exponent);
}

/** The rule of a shop. The step is the value of the smallest coin in minor units; it is not used while the rule is off. */
export interface CashRule {
  readonly cashRounding: CashRounding;
  readonly cashStepMinor: number;
}

/** What a change of the settings was about, of all that it changed. */
export const CashRuleChange = z
  .object({ cashRounding: CashRounding, cashStepMinor: z.int().min(1) })
  .partial();

/** One payment of a sale. */
export interface SalePart {
  readonly isCash: boolean;
  readonly givesChange: boolean;
  readonly amountMinor: Minor;
}

/** One part of a refund. */
export interface RefundPart {
  readonly isCash: boolean;
  readonly amountMinor: number;
}

/** What a customer is owed for a return, and the most that may be refunded: what was paid and not refunded yet. */
export interface OwedBack {
  readonly owedMinor: Minor;
  readonly mostMinor: Minor;
}

/** What remains to be paid, depending on the method that is used next. */
export interface StillDue {
  readonly inCashMinor: Minor;
  readonly otherwiseMinor: Minor;
}

/**
 * An amount as coins can pay it; a negative one is paid out. Nearest is `R(due / step) · step`: at a step of 5, 1223
 * becomes 1225 and 1222 becomes 1220. RangeError for a step that is not a positive integer.
 */
export function roundToCash(dueMinor: Minor, { cashRounding, cashStepMinor }: CashRule): Minor {
  if (!Number.isSafeInteger(cashStepMinor) || cashStepMinor < 1)
    throw new RangeError(`${cashStepMinor} is not a coin`);
  switch (cashRounding) {
    case "off":
      return dueMinor;
    case "nearest":
      return minor(mulDiv(dueMinor, 1, cashStepMinor) * cashStepMinor);
    case "down":
      return minor(dueMinor - above(dueMinor, cashStepMinor));
    case "up":
      return minor(dueMinor + above(-dueMinor, cashStepMinor));
  }
}

/** How much an amount is above the next multiple of the step below it, also for negative amounts. */
function above(amount: number, step: number): number {
  return ((amount % step) + step) % step;
}

/** The coins in an amount: the largest multiple of the step that it contains. */
export function inCoins(amountMinor: number, { cashRounding, cashStepMinor }: CashRule): number {
  return cashRounding === "off" ? amountMinor : amountMinor - above(amountMinor, cashStepMinor);
}

/**
 * The rounding line of a sale: the amount added to its net and tax so that coins can pay what remains after the other
 * methods, or the change of a voucher. Zero if no cash is involved. The total never becomes negative.
 */
export function saleRounding(totalMinor: Minor, parts: readonly SalePart[], rule: CashRule): Minor {
  let other = 0;
  let exact = 0;
  for (const { isCash, givesChange, amountMinor } of parts) {
    if (isCash) continue;
    other += amountMinor;
    if (!givesChange) exact += amountMinor;
  }
  const due = totalMinor - other;
  // An exact method that pays too much is refused, and not rounded away.
  if (exact > totalMinor) return minor(0);
  if (due >= 0 && !parts.some(({ isCash }) => isCash)) return minor(0);
  return minor(Math.max(roundToCash(minor(due), rule), -other) - due);
}

/** A payment of no cash: what remains is settled in cash, even if coins cannot pay so little. */
export const NO_COINS: SalePart = { isCash: true, givesChange: true, amountMinor: minor(0) };

/** What remains to be paid after some payments: in cash, as coins can pay it, and by any other method. */
export function stillDue(totalMinor: Minor, parts: readonly SalePart[], rule: CashRule): StillDue {
  const roundedMinor = totalMinor + saleRounding(totalMinor, [...parts, NO_COINS], rule);
  let cash = 0;
  let other = 0;
  for (const { isCash, amountMinor } of parts) {
    if (isCash) cash += amountMinor;
    else other += amountMinor;
  }
  return {
    inCashMinor: minor(Math.max(0, roundedMinor - other - cash)),
    // The other method pays what whole coins left, so the cash part has nothing to round.
    otherwiseMinor: minor(Math.max(0, totalMinor - other - inCoins(cash, rule))),
  };
}

/**
 * What the parts of a refund must add up to: exactly what is owed, or, if a part of it is cash, the other parts and what
 * coins can pay of the rest. Never more than `mostMinor`, so refunds never exceed what was paid.
 */
export function refundDue(owed: OwedBack, parts: readonly RefundPart[], rule: CashRule): Minor {
  let other = 0;
  for (const { isCash, amountMinor } of parts) if (!isCash) other += amountMinor;
  const exact = parts.length > 0 && !parts.some(({ isCash }) => isCash);
  return exact ? owed.owedMinor : minor(other + refundInCash(owed, other, rule));
}

/** What is refunded in cash if other methods refund `otherMinor`. A refund is rounded like a payment in the other direction. */
export function refundInCash(owed: OwedBack, otherMinor: number, rule: CashRule): Minor {
  const due = owed.owedMinor - otherMinor;
  if (due <= 0) return minor(0);
  const rounded = -roundToCash(minor(-due), rule);
  return minor(Math.min(rounded, inCoins(owed.mostMinor - otherMinor, rule)));
}
