import { isOnStep, milli, MOST_LINE_MILLI } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import type { CodeContents } from "../catalogue/read-code.ts";
import { tillTexts as texts } from "../../texts/en/till.ts";
import { isMeasured, oneOf } from "./cart.ts";
import type { CartProduct } from "./cart.ts";
import type { TillStore } from "./till-store.ts";

/** A code, and what it contains besides the product; null for a product that was found without one. */
export type Scanned = {
  readonly code: string;
  readonly contents: CodeContents | null;
} | null;

interface PutOptions {
  readonly store: Pick<TillStore, "act" | "isHeld">;
  readonly product: CartProduct;
  /** Null is one unit, or the amount of the code. */
  readonly quantityMilli: number | null;
  readonly scanned: Scanned;
  /** Formats a quantity. */
  readonly quantity: (quantityMilli: number) => string;
}

/**
 * Adds a product to the cart, with the amount of its label if it has one. Returns why not, or the line whose quantity
 * must be typed; null if none.
 */
export function putInCart(
  options: PutOptions,
): { readonly refusal: string } | { readonly typedLineId: string | null } {
  const { store, product, quantityMilli, scanned } = options;
  const contents = scanned?.contents ?? null;
  if (contents?.hasAmount === true) return putLabels(options, contents);
  const refusal = whyNot(options, quantityMilli);
  if (refusal !== null) return { refusal };
  const lineId = newId();
  const added = quantityMilli === null ? oneOf(product) : milli(quantityMilli);
  const code = contents?.kept ?? scanned?.code ?? null;
  store.act({ type: "add", product, quantityMilli: added, lineId, code, at: Date.now() });
  return { typedLineId: isMeasured(product) && quantityMilli === null ? lineId : null };
}

/** Adds the lines of a label: each has the amount on it. */
function putLabels(
  options: PutOptions,
  { linesFor, kept }: CodeContents,
): ReturnType<typeof putInCart> {
  const { store, product, quantityMilli } = options;
  const lines = linesFor(product, quantityMilli);
  if ("wrong" in lines) return { refusal: lines.wrong };
  const refusal = whyNot(options, lines[0]?.quantityMilli ?? null);
  if (refusal !== null) return { refusal };
  for (const line of lines)
    store.act({
      type: "add",
      product,
      ...line,
      apart: true,
      lineId: newId(),
      code: kept,
      at: Date.now(),
    });
  return { typedLineId: null };
}

/** Why this quantity of a product cannot be added now; null if it can. */
function whyNot(
  { store, product, quantity }: PutOptions,
  quantityMilli: number | null,
): string | null {
  if (store.isHeld()) return texts.terminalFirst;
  return quantityMilli === null ? null : wrongHowMany(quantityMilli, product, quantity);
}

/** Why this quantity of a product cannot be added; null if it can. */
function wrongHowMany(
  quantityMilli: number,
  { quantityStepMilli: step }: CartProduct,
  quantity: (quantityMilli: number) => string,
): string | null {
  if (Number.isNaN(quantityMilli)) return texts.notAQuantity;
  if (quantityMilli > MOST_LINE_MILLI) return texts.quantityTooLarge;
  if (isOnStep(quantityMilli, step)) return null;
  return step === 1000 ? texts.wholePieces : texts.notOnStep(quantity(step));
}
