import { productMarginPpm } from "@daybook/contract/linked-prices";
import type { PricedProduct, PriceTax } from "@daybook/contract/linked-prices";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { ProductId } from "@daybook/contract/ids";
import { mulDiv } from "@daybook/contract/exact";
import { MOST_LINE_MILLI } from "@daybook/contract/quantity";
import { UnitCode } from "@daybook/contract/units";
import { z } from "zod";
import type { TypedNumber } from "../../lib/typed-number.ts";

/** A number of a field. */
const Typed = z.union([z.number(), z.nan()]).nullable();

/** One product of a delivery or a move, as it is being typed; what is kept has no NaN, because JSON has none. */
export const GoodsLine = z.object({
  productId: ProductId,
  name: z.string(),
  sku: z.string(),
  unit: UnitCode,
  quantityMilli: Typed,
  /** What the whole line cost. */
  costMinor: Typed,
  /** Someone typed the cost: it no longer follows the quantity. */
  costTyped: z.boolean(),
});
export type GoodsLine = z.infer<typeof GoodsLine>;

type Product = Pick<CatalogueRow, "id" | "name" | "sku" | "unit" | "lastCost">;

/** One piece, one kilogram: what a scan stands for. */
export const ONE_MILLI = 1000;

/** The lines with one more of this product, and where it stands: a product has one line. */
export function addOne(
  lines: readonly GoodsLine[],
  product: Product,
): { readonly lines: GoodsLine[]; readonly index: number } {
  const index = lines.findIndex(({ productId }) => productId === product.id);
  const before = lines[index];
  if (before === undefined) {
    const { id, name, sku, unit, lastCost } = product;
    const line: GoodsLine = {
      productId: id,
      name,
      sku,
      unit,
      quantityMilli: ONE_MILLI,
      costMinor: expectedCost(lastCost, ONE_MILLI),
      costTyped: false,
    };
    return { lines: [...lines, line], index: lines.length };
  }
  const line = withQuantity(before, stepped(before.quantityMilli, ONE_MILLI), product.lastCost);
  return { lines: lines.with(index, line), index };
}

/**
 * What is still to be booked after `sent` was: lines, and pieces of lines, that were scanned while it was on its way.
 */
export function linesLeft(now: readonly GoodsLine[], sent: readonly GoodsLine[]): GoodsLine[] {
  return now.flatMap((line) => {
    const booked = sent.find(({ productId }) => productId === line.productId);
    if (booked === undefined) return [line];
    const quantityMilli = (line.quantityMilli ?? 0) - (booked.quantityMilli ?? 0);
    // What its part of the cost is, nobody has said.
    return quantityMilli > 0 ? [{ ...line, quantityMilli, costMinor: null, costTyped: false }] : [];
  });
}

/** The line with another quantity; a cost that nobody typed follows it. */
export function withQuantity(
  line: GoodsLine,
  quantityMilli: TypedNumber,
  lastCost: CatalogueRow["lastCost"],
): GoodsLine {
  const costMinor = line.costTyped ? line.costMinor : expectedCost(lastCost, quantityMilli);
  return { ...line, quantityMilli, costMinor };
}

/** The quantity one step up or down; never below nothing, and from nothing typed one up is one. */
export function stepped(quantityMilli: TypedNumber, stepMilli: number): number {
  const before = isAmount(quantityMilli) ? quantityMilli : 0;
  return Math.min(MOST_LINE_MILLI, Math.max(0, before + stepMilli));
}

/** What a quantity costs at the price of the last delivery; null where there was none. */
export function expectedCost(
  lastCost: CatalogueRow["lastCost"],
  quantityMilli: TypedNumber,
): number | null {
  if (lastCost === null || lastCost.quantityMilli <= 0 || !isAmount(quantityMilli)) return null;
  return exactOrNull(() => mulDiv(lastCost.costMinor, quantityMilli, lastCost.quantityMilli));
}

/** What one piece or kilogram of a line costs, rounded, for showing only; null while it cannot be said. */
export function unitCost(costMinor: TypedNumber, quantityMilli: TypedNumber): number | null {
  if (!isAmount(costMinor) || !isAmount(quantityMilli) || quantityMilli === 0) return null;
  return exactOrNull(() => mulDiv(costMinor, ONE_MILLI, quantityMilli));
}

type Priced = PriceTax & Omit<PricedProduct, "unitCostMinor">;

/**
 * The margin of the shelf price over a unit cost: `(net price − cost) / net price`, in parts per million.
 * Null where there is no price to take it from.
 */
export function marginPpm(priced: Priced, unitCostMinor: number): number | null {
  return productMarginPpm({ ...priced, unitCostMinor }, priced);
}

/** How many things a person would count: pieces of what is counted, and each line of what is weighed as one. */
export function countItems(lines: readonly Pick<GoodsLine, "unit" | "quantityMilli">[]): number {
  return lines.reduce((sum, { unit, quantityMilli }) => {
    if (!isAmount(quantityMilli) || quantityMilli === 0) return sum;
    const counted = (unit === "each" || unit === "pair") && quantityMilli % ONE_MILLI === 0;
    return sum + (counted ? quantityMilli / ONE_MILLI : 1);
  }, 0);
}

/** What all lines cost together; lines without a cost count as nothing. */
export function totalCost(lines: readonly Pick<GoodsLine, "costMinor">[]): number {
  return lines.reduce((sum, { costMinor }) => (isAmount(costMinor) ? sum + costMinor : sum), 0);
}

const isAmount = (value: TypedNumber): value is number =>
  Number.isSafeInteger(value) && (value ?? -1) >= 0;

/** Someone typing may pass through numbers that no book could hold; that is no defect. */
function exactOrNull(work: () => number): number | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
