import type { CatalogueRow } from "@daybook/contract/catalogue";
import { pieces } from "@daybook/contract/quantity";

/** Something that needs an answer before it can be sold. */
export type Unanswerable =
  | {
      readonly kind: "unknown";
      readonly code: string;
      /** How many were meant: typed before the code, or scanned one after the other; null is one of it. */
      readonly quantityMilli: number | null;
    }
  | { readonly kind: "offSale"; readonly row: CatalogueRow };

/** A scan that nothing came of yet. */
export type Unanswered = Unanswerable & { readonly id: string };

const PIECE = pieces(1);

/** What waits, with one more. The same code scanned again waits once, for as many as were scanned. */
export function withOne(
  waiting: readonly Unanswered[],
  reason: Unanswerable,
): readonly Unanswered[] {
  const id = reason.kind === "unknown" ? `code ${reason.code}` : `product ${reason.row.id}`;
  if (!waiting.some((one) => one.id === id)) return [...waiting, { ...reason, id }];
  return waiting.map((one) => {
    if (one.id !== id || one.kind !== "unknown" || reason.kind !== "unknown") return one;
    const together = (one.quantityMilli ?? PIECE) + (reason.quantityMilli ?? PIECE);
    return { ...one, quantityMilli: together };
  });
}
