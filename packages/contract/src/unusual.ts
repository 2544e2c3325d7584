/** Valid but unlikely figures: the user confirms them once before they are saved. */
import { PPM } from "./tax.ts";

/** The factor from which a figure is unusual compared with the previous one. */
export const FAR_TIMES = 5;
/** Quantities below this are never unusual: one or six pieces are both normal. */
const FEW_MILLI = 10_000;

/**
 * Whether an amount is at least five times the previous one, or at most a fifth of it. False without a previous
 * amount.
 */
export function isFarAmount(now: number, before: number | null): boolean {
  if (before === null || !(before > 0) || !(now > 0)) return false;
  return now >= before * FAR_TIMES || now * FAR_TIMES <= before;
}

/** The same for quantities in thousandths; small quantities never differ enough. */
export function isFarQuantity(nowMilli: number, beforeMilli: number | null): boolean {
  if (beforeMilli !== null && Math.max(nowMilli, beforeMilli) <= FEW_MILLI) return false;
  return isFarAmount(nowMilli, beforeMilli);
}

/** Whether a price change by this share, in parts per million, multiplies or divides the prices by at least five. */
export function isFarChange(changePpm: number): boolean {
  return isFarAmount(PPM + changePpm, PPM);
}

/** Below this margin, in parts per million of the net price, the cost is more than one and a half times the price. */
const LEAST_MARGIN_PPM = -PPM / 2;

/** Whether a margin is so negative that the price or the cost is probably wrong; null if the margin is unknown. */
export function isFarMargin(marginPpm: number | null): boolean {
  return marginPpm !== null && marginPpm < LEAST_MARGIN_PPM;
}
