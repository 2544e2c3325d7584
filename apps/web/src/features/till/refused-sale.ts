import { saleRounding } from "@daybook/contract/cash-rounding";
import type { CashRule } from "@daybook/contract/cash-rounding";
import { minor, MinorNonNegative, MinorPositive } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { CASH } from "@daybook/contract/tenders";
import type { TenderInput } from "@daybook/contract/tenders";
import { givesChange } from "../../lib/use-tenders.ts";
import type { OfferedTender } from "../../lib/use-tenders.ts";
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
    return problem === undefined || !("sentence" in problem)
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
export function paidMinor({ input }: UnsentSale): Minor {
  return minor(input.expectedTotalMinor + (input.roundingMinor ?? 0));
}

/** What is sold of a refused sale. */
interface SoldInstead {
  readonly cart: Cart;
  readonly totalMinor: number;
  /** The shop's payment methods, and how it rounds cash. */
  readonly methods: readonly OfferedTender[];
  readonly rule: CashRule;
}

/**
 * The same sale with the same key and reduced contents: the server saves it once, whichever of the two arrives. The
 * excess is refunded, cash first, because that needs no card.
 */
export function soldInstead(
  sale: RefusedSale,
  { cart, totalMinor, methods, rule }: SoldInstead,
): UnsentSale {
  const exact = tendersFor(sale.input.tenders ?? [], totalMinor, methods);
  const parts = exact.map(({ tender, amountMinor }) => ({
    isCash: tender === CASH,
    givesChange: givesChange(methods, tender),
    amountMinor,
  }));
  const roundingMinor = saleRounding(minor(totalMinor), parts, rule);
  const input = {
    ...sale.input,
    lines: ringUpLines(cart),
    discount: cart.discount,
    tenders: withRounding(exact, roundingMinor),
    expectedTotalMinor: MinorNonNegative.parse(totalMinor),
    roundingMinor,
  };
  return { input, cart, changeMinor: sale.changeMinor, sold: sale.sold };
}

/** Adds the rounding line to the cash, unless it only changes the change of another method. */
function withRounding(tenders: readonly TenderInput[], roundingMinor: number): TenderInput[] {
  return tenders.flatMap((one) => {
    if (one.tender !== CASH) return [one];
    const amountMinor = one.amountMinor + roundingMinor;
    return amountMinor > 0 ? [{ ...one, amountMinor: MinorPositive.parse(amountMinor) }] : [];
  });
}

/**
 * Selects tenders that pay this total: cards and others first, cash last. A method that gives change, such as a
 * voucher, was taken whole: the excess was paid out of the drawer.
 */
function tendersFor(
  tenders: readonly TenderInput[],
  totalMinor: number,
  methods: SoldInstead["methods"],
): TenderInput[] {
  const isWhole = ({ tender }: TenderInput) => tender !== CASH && givesChange(methods, tender);
  const rank = (one: TenderInput) => (isWhole(one) ? 1 : one.tender === CASH ? 2 : 0);
  let rest = totalMinor;
  return tenders
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap((tender) => {
      const amountMinor =
        isWhole(tender) && rest > 0 ? tender.amountMinor : Math.min(rest, tender.amountMinor);
      rest = Math.max(0, rest - amountMinor);
      return amountMinor > 0 ? [{ ...tender, amountMinor: MinorPositive.parse(amountMinor) }] : [];
    });
}
