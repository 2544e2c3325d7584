import { MinorNonNegative, MinorPositive } from "@daybook/contract/money";
import type { TenderInput } from "@daybook/contract/sales";
import { ringUpLines } from "./cart.ts";
import type { Cart } from "./cart.ts";
import type { CartProblems } from "./cart-problems.ts";
import type { UnsentSale } from "./unsent-sale.ts";

/** A sale that was paid at the till and refused by the books. It is never an open cart again by itself. */
export interface RefusedSale extends UnsentSale {
  readonly problems: CartProblems;
}

/** Why it was refused, one sentence each, those of a line with its product. */
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

/** The lines that were short, each with what is missing of it. */
export function shortLines({ cart, problems }: RefusedSale) {
  return cart.lines.flatMap((line) => {
    const problem = problems.lines[line.lineId];
    if (problem?.kind !== "shortage") return [];
    return [{ line, missingMilli: line.quantityMilli - problem.takeMilli }];
  });
}

/**
 * The cart with what was there of it; null where nothing of it was there, and where something else than a shortage
 * stands against it.
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

/** What the customer has paid, the change already taken off. */
export function paidMinor({ input }: UnsentSale): number {
  return input.expectedTotalMinor;
}

/**
 * The same sale, under the same key, with less in it: the books take it once, whichever of the two arrives. The money
 * that is too much goes back, cash first, because that needs no card.
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

/** Of these tenders, what pays exactly this total: cards and the like first, cash the rest. */
function tendersFor(tenders: readonly TenderInput[], totalMinor: number): TenderInput[] {
  const cashLast = tenders.toSorted(
    (a, b) => Number(a.tender === "cash") - Number(b.tender === "cash"),
  );
  let rest = totalMinor;
  return cashLast.flatMap((tender) => {
    const amountMinor = Math.min(rest, tender.amountMinor);
    rest -= amountMinor;
    return amountMinor > 0 ? [{ ...tender, amountMinor: MinorPositive.parse(amountMinor) }] : [];
  });
}
