import { MinorNonNegative, MinorPositive } from "@daybook/contract/money";
import { CASH } from "@daybook/contract/tenders";
import type { TenderInput } from "@daybook/contract/tenders";
import { ringUpLines } from "./cart.ts";
import type { Cart } from "./cart.ts";
import type { CartProblems } from "./cart-problems.ts";
import type { UnsentSale } from "./unsent-sale.ts";

/** A sale that was paid at the till and refused by the server. It never becomes an open cart by itself. */
export interface RefusedSale extends UnsentSale {
  readonly problems: CartProblems;
}

/** The reasons, one sentence each, with the product for those of a line. */
export function reasonsOf({ cart, problems }: RefusedSale): readonly string[] {
  const atLines = cart.lines.flatMap(({ lineId, product }) => {
    const problem = problems.lines[lineId];
    return problem === undefined || problem.kind === "changed"
      ? []
      : [`${product.name}: ${problem.sentence}`];
  });
  const atFields = [problems.discount, problems.customer].filter((one) => one !== null);
  return [...problems.above, ...atLines, ...atFields];
}

/** The short lines, each with the missing quantity. */
export function shortLines({ cart, problems }: RefusedSale) {
  return cart.lines.flatMap((line) => {
    const problem = problems.lines[line.lineId];
    if (problem?.kind !== "shortage") return [];
    return [{ line, missingMilli: line.quantityMilli - problem.takeMilli }];
  });
}

/**
 * The cart reduced to the available stock; null if nothing is available, or if there is another reason than a shortage.
 */
export function cartOfWhatIsHere({ cart, problems }: RefusedSale): Cart | null {
  const kinds = Object.values(problems.lines).map(({ kind }) => kind);
  const onlyShort = kinds.length > 0 && kinds.every((kind) => kind === "shortage");
  if (!onlyShort || problems.above.length > 0) return null;
  const lines = cart.lines.flatMap((line) => {
    const problem = problems.lines[line.lineId];
    if (problem?.kind !== "shortage") return [line];
    return problem.takeMilli > 0 ? [{ ...line, quantityMilli: problem.takeMilli }] : [];
  });
  return lines.length === 0 ? null : { ...cart, lines };
}

/** The amount paid, minus the change. */
export function paidMinor({ input }: UnsentSale): number {
  return input.expectedTotalMinor;
}

/**
 * The same sale with the same key and reduced contents: the server saves it once, whichever of the two arrives. The
 * excess is refunded, cash first, because that needs no card.
 */
export function soldInstead(
  sale: RefusedSale,
  cart: Cart,
  totalMinor: number,
  note: string,
): UnsentSale {
  const input = {
    ...sale.input,
    lines: ringUpLines(cart),
    discount: cart.discount,
    tenders: tendersFor(sale.input.tenders ?? [], totalMinor),
    expectedTotalMinor: MinorNonNegative.parse(totalMinor),
    note,
  };
  return { input, cart, changeMinor: sale.changeMinor };
}

/** Selects tenders that pay exactly this total: cards and others first, cash last. */
function tendersFor(tenders: readonly TenderInput[], totalMinor: number): TenderInput[] {
  const cashLast = tenders.toSorted(
    (a, b) => Number(a.tender === CASH) - Number(b.tender === CASH),
  );
  let rest = totalMinor;
  return cashLast.flatMap((tender) => {
    const amountMinor = Math.min(rest, tender.amountMinor);
    rest -= amountMinor;
    return amountMinor > 0 ? [{ ...tender, amountMinor: MinorPositive.parse(amountMinor) }] : [];
  });
}
