import type { Milli } from "@daybook/contract/quantity";
import { milli, nearestOnStep } from "@daybook/contract/quantity";
import type { Shortage } from "@daybook/contract/reasons";
import type { ReadRefusal } from "@daybook/contract/refusal";
import type { Numbers } from "@daybook/contract/texts/refusal-texts";
import { landRefusal } from "../../lib/contract-errors.ts";
import { tillTexts as texts } from "../../texts/en/till.ts";
import type { Cart, CartLine, CartProduct } from "./cart.ts";

/** The problem of a line and its possible solutions; removing it is always possible. */
export type LineProblem =
  /** `takeMilli` is the available quantity for this line; zero means none. */
  | { readonly kind: "shortage"; readonly sentence: string; readonly takeMilli: Milli }
  /** The current product data. */
  | { readonly kind: "changed"; readonly product: CartProduct }
  /** It was deactivated, or must not be sold for this reason. */
  | { readonly kind: "off"; readonly stopReason: string }
  | { readonly kind: "other"; readonly sentence: string };

/** Why a sale was refused, with each message at its place. */
export interface CartProblems {
  readonly lines: Readonly<Record<string, LineProblem>>;
  readonly discount: string | null;
  readonly customer: string | null;
  /** Messages without a line or field. */
  readonly above: readonly string[];
}

export const NO_PROBLEMS: CartProblems = { lines: {}, discount: null, customer: null, above: [] };

/** Maps the server's refusal of a sale to its cart. Every refusal has at least one message. */
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
    // A shortage is shown at its lines; if none of them is in the cart any more, it is shown as a general message.
    above: shortages.length > 0 && Object.keys(lines).length > 0 ? [] : landed.above,
  };
}

/** The problems without those of a line that was just changed. */
export function withoutLine(problems: CartProblems, lineId: string): CartProblems {
  const { [lineId]: _, ...lines } = problems.lines;
  return { ...problems, lines };
}

function shortageOf(cart: Cart, line: CartLine, shortage: Shortage, numbers: Numbers): LineProblem {
  // Earlier lines of the same product take from stock first.
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
