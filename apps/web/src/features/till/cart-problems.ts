import type { Milli } from "@daybook/contract/quantity";
import { milli, nearestOnStep } from "@daybook/contract/quantity";
import type { Shortage } from "@daybook/contract/reasons";
import type { ReadRefusal } from "@daybook/contract/refusal";
import type { Numbers } from "@daybook/contract/texts/refusal-texts";
import { landRefusal } from "../../lib/contract-errors.ts";
import { tillTexts as texts } from "../../texts/en/till.ts";
import type { Cart, CartLine, CartProduct } from "./cart.ts";

/** What is wrong with a line and what can be done about it; removing it is always possible. */
export type LineProblem =
  /** `takeMilli` is what this line can still have; zero means nothing. */
  | { readonly kind: "shortage"; readonly sentence: string; readonly takeMilli: Milli }
  /** The product as the books have it now. */
  | { readonly kind: "changed"; readonly product: CartProduct }
  | { readonly kind: "other"; readonly sentence: string };

/** Why a cart was not booked, each sentence where it belongs. */
export interface CartProblems {
  readonly lines: Readonly<Record<string, LineProblem>>;
  readonly discount: string | null;
  readonly customer: string | null;
  /** What belongs to no line and no field. */
  readonly above: readonly string[];
}

export const NO_PROBLEMS: CartProblems = { lines: {}, discount: null, customer: null, above: [] };

/** Lands the server's refusal of a sale on the cart it was made from. Every refusal leaves at least one sentence. */
export function problemsOf(cart: Cart, refusal: ReadRefusal, numbers: Numbers): CartProblems {
  const shortages: readonly Shortage[] =
    refusal.code === "insufficient_stock" ? refusal.details.shortages : [];
  const fields = [...cart.lines.map((_, index) => `lines.${index}`), "discount", "customerId"];
  const landed = landRefusal(refusal, fields, numbers);
  const lines: Record<string, LineProblem> = {};
  for (const [index, line] of cart.lines.entries()) {
    const shortage = shortages.find((one) => one.productId === line.product.id);
    const sentence = landed.atFields[`lines.${index}`];
    if (shortage !== undefined) lines[line.lineId] = shortageOf(cart, line, shortage, numbers);
    else if (sentence !== undefined) lines[line.lineId] = { kind: "other", sentence };
  }
  return {
    lines,
    discount: landed.atFields["discount"] ?? null,
    customer: landed.atFields["customerId"] ?? null,
    // A shortage is said at its lines; where none is in the cart any more, it is still said.
    above: shortages.length > 0 && Object.keys(lines).length > 0 ? [] : landed.above,
  };
}

/** The problems without those of a line that someone has just changed. */
export function withoutLine(problems: CartProblems, lineId: string): CartProblems {
  const { [lineId]: _, ...lines } = problems.lines;
  return { ...problems, lines };
}

function shortageOf(cart: Cart, line: CartLine, shortage: Shortage, numbers: Numbers): LineProblem {
  // Lines above this one take from the same shelf first.
  let left: number = shortage.availableMilli;
  for (const other of cart.lines) {
    if (other === line) break;
    if (other.product.id === line.product.id) left -= other.quantityMilli;
  }
  const [below] = nearestOnStep(Math.max(0, left), line.product.quantityStepMilli);
  return {
    kind: "shortage",
    sentence: texts.shortage(numbers.quantity(shortage.availableMilli), shortage.locationName),
    takeMilli: milli(Math.min(below, line.quantityMilli)),
  };
}
