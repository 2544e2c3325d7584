/** Bulk price changes: one formula for the preview and for the server. */
import { mulDiv } from "./exact.ts";
import { PPM } from "./tax.ts";

/**
 * Rounding of a changed price, to the nearest value and up on a tie: none, 5 or 10 minor units, whole units of the
 * currency, or the nearest price that ends in .99 or .95.
 */
export const PRICE_ROUNDINGS = ["exact", "to_5", "to_10", "to_whole", "to_99", "to_95"] as const;
export type PriceRounding = (typeof PRICE_ROUNDINGS)[number];

export interface PriceChange {
  /** Parts per million of the current price: 50000 is 5 % up. */
  readonly ppm: number;
  readonly rounding: PriceRounding;
}

/**
 * `R(price · (1 + change))`, then rounded as chosen, in minor units; `exponent` is the currency's. A price that is or
 * becomes zero stays zero. Without a minor unit, .99 is 99 of 100 units of the currency. RangeError if the result is
 * not a safe integer.
 */
export function changedPrice(
  priceMinor: number,
  { ppm, rounding }: PriceChange,
  exponent: number,
): number {
  const exact = mulDiv(priceMinor, PPM + ppm, PPM);
  if (exact === 0) return 0;
  const unit = 10 ** exponent;
  switch (rounding) {
    case "exact":
      return exact;
    case "to_5":
      return 5 * mulDiv(exact, 1, 5);
    case "to_10":
      return 10 * mulDiv(exact, 1, 10);
    case "to_whole":
      return unit * mulDiv(exact, 1, unit);
    case "to_99":
      return endingIn(99, exact, unit);
    case "to_95":
      return endingIn(95, exact, unit);
  }
}

/** The nearest price that ends in this many hundredths of the unit; the lowest is the first one above zero. */
function endingIn(hundredths: number, exact: number, unit: number): number {
  const whole = Math.max(unit, 100);
  const ending = mulDiv(whole, hundredths, 100);
  return whole * Math.max(0, mulDiv(exact - ending, 1, whole)) + ending;
}
