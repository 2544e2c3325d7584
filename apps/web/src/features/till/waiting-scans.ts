import { z } from "zod";
import { pieces } from "@daybook/contract/quantity";

const Unknown = z.object({
  kind: z.literal("unknown"),
  code: z.string(),
  /** How many were meant: typed before the code, or scanned one after the other; null is one of it. */
  quantityMilli: z.number().nullable(),
});
const OffSale = z.object({ kind: z.literal("offSale"), productId: z.string(), name: z.string() });
const waiting = {
  id: z.string(),
  /** The cart it was scanned for has left the till: it must not get into the next customer's. */
  earlier: z.boolean(),
};

/** A scan that nothing came of yet. */
export const Unanswered = z.union([Unknown.extend(waiting), OffSale.extend(waiting)]);
export type Unanswered = z.infer<typeof Unanswered>;

/** Something that needs an answer before it can be sold. */
export type Unanswerable = z.infer<typeof Unknown> | z.infer<typeof OffSale>;

/** More than anyone answers. The oldest give way, so that a forgotten till does not fill the browser's storage. */
export const MOST_WAITING = 100;
const PIECE = pieces(1);

/**
 * What waits, with one more. The same code scanned again waits once, for as many as were scanned for the cart in hand.
 */
export function withOne(
  others: readonly Unanswered[],
  reason: Unanswerable,
): readonly Unanswered[] {
  const id = reason.kind === "unknown" ? `code ${reason.code}` : `product ${reason.productId}`;
  const one = { ...reason, id, earlier: false };
  if (!others.some((other) => other.id === id)) return [...others, one].slice(-MOST_WAITING);
  return others.map((other) => {
    if (other.id !== id) return other;
    if (other.earlier || other.kind !== "unknown" || reason.kind !== "unknown") return one;
    const together = (other.quantityMilli ?? PIECE) + (reason.quantityMilli ?? PIECE);
    return { ...other, quantityMilli: together };
  });
}

/** What waits, after the cart it was scanned for was paid, emptied or set aside. */
export function ofEarlierCart(waits: readonly Unanswered[]): readonly Unanswered[] {
  return waits.map((one) => ({ ...one, earlier: true }));
}
