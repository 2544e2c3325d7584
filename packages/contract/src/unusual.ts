/** Figures that are allowed and yet likely a slip of the finger: they are asked about once before they are booked. */
import { PPM } from "./tax.ts";

/** From this many times, or this part, of the figure before. */
export const FAR_TIMES = 5;
/** Fewer than this are never asked about: one piece and six of it are both every day's. */
const FEW_MILLI = 10_000;

/** Whether an amount is five times the one before or more, or a fifth of it or less. Nothing before, nothing to compare. */
export function isFarAmount(now: number, before: number | null): boolean {
  if (before === null || !(before > 0) || !(now > 0)) return false;
  return now >= before * FAR_TIMES || now * FAR_TIMES <= before;
}

/** The same for quantities in thousandths, of which a few are never far from each other. */
export function isFarQuantity(nowMilli: number, beforeMilli: number | null): boolean {
  if (beforeMilli !== null && Math.max(nowMilli, beforeMilli) <= FEW_MILLI) return false;
  return isFarAmount(nowMilli, beforeMilli);
}

/** Whether a change of prices by this share, in parts per million, makes them five times as high or a fifth. */
export function isFarChange(changePpm: number): boolean {
  return isFarAmount(PPM + changePpm, PPM);
}

/** Below this margin, in parts per million of the net price, the goods cost more than one and a half times their price. */
const LEAST_MARGIN_PPM = -PPM / 2;

/** Whether a margin is so far below nothing that the price or the cost is likely a slip; null where none is known. */
export function isFarMargin(marginPpm: number | null): boolean {
  return marginPpm !== null && marginPpm < LEAST_MARGIN_PPM;
}
