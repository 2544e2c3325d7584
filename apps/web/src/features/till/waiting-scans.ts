import { z } from "zod";
import { pieces } from "@daybook/contract/quantity";

const Unknown = z.object({
  kind: z.literal("unknown"),
  code: z.string(),
  /** The quantity: typed before the code, or scanned repeatedly; null is one unit. */
  quantityMilli: z.number().nullable(),
});
const OffSale = z.object({ kind: z.literal("offSale"), productId: z.string(), name: z.string() });
const waiting = {
  id: z.string(),
  /** The cart of the scan has left the till: it must not be added to the next customer's cart. */
  earlier: z.boolean(),
};

/** A scan that had no effect yet. */
export const Unanswered = z.union([Unknown.extend(waiting), OffSale.extend(waiting)]);
export type Unanswered = z.infer<typeof Unanswered>;

/** A scan that must be resolved before it can be sold. */
export type Unanswerable = z.infer<typeof Unknown> | z.infer<typeof OffSale>;

/** The maximum number. The oldest are dropped, so a forgotten till does not fill the browser's storage. */
export const MOST_WAITING = 100;
const PIECE = pieces(1);

/** Adds a waiting scan. The same code is listed once, with the quantity scanned for the current cart. */
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

/** The waiting scans after their cart was paid, emptied or set aside. */
export function ofEarlierCart(waits: readonly Unanswered[]): readonly Unanswered[] {
  return waits.map((one) => ({ ...one, earlier: true }));
}
