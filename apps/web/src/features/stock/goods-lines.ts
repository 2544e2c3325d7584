import type { LastCost } from "@daybook/contract/costs";
import { productMarginPpm } from "@daybook/contract/linked-prices";
import type { PricedProduct, PriceTax } from "@daybook/contract/linked-prices";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { ProductId } from "@daybook/contract/ids";
import { mulDiv } from "@daybook/contract/exact";
import { MOST_LINE_MILLI } from "@daybook/contract/quantity";
import { UnitCode } from "@daybook/contract/units";
import { z } from "zod";
import { required } from "../../lib/typed-number.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";

/** The number in a field. */
const Typed = z.union([z.number(), z.nan()]).nullable();

/** One line of a draft; stored drafts have no NaN, because JSON does not support it. */
export const GoodsLine = z.object({
  productId: ProductId,
  name: z.string(),
  sku: z.string(),
  unit: UnitCode,
  quantityMilli: Typed,
  /** The cost of the whole line. */
  costMinor: Typed,
  /** The cost was typed: it no longer depends on the quantity. */
  costTyped: z.boolean(),
});
export type GoodsLine = z.infer<typeof GoodsLine>;

type Product = Pick<CatalogueRow, "id" | "name" | "sku" | "unit"> & {
  readonly lastCost: LastCost | null;
};

/** One piece or one kilogram: the quantity of a scan. */
export const ONE_MILLI = 1000;

/** Adds one of this product and returns the index of its line: a product has one line. */
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

/** The lines with their costs as the contracts define them. */
export function costedLines(lines: readonly GoodsLine[]) {
  return lines.map(({ productId, quantityMilli, costMinor }) => ({
    productId,
    quantityMilli: required(quantityMilli),
    costMinor: required(costMinor),
  }));
}

/** The lines and quantities added while `sent` was being saved. */
export function linesLeft(now: readonly GoodsLine[], sent: readonly GoodsLine[]): GoodsLine[] {
  return now.flatMap((line) => {
    const saved = sent.find(({ productId }) => productId === line.productId);
    if (saved === undefined) return [line];
    const quantityMilli = (line.quantityMilli ?? 0) - (saved.quantityMilli ?? 0);
    // The cost of the remaining part is unknown.
    return quantityMilli > 0 ? [{ ...line, quantityMilli, costMinor: null, costTyped: false }] : [];
  });
}

/** The line with another quantity; a cost that was not typed is updated. */
export function withQuantity(
  line: GoodsLine,
  quantityMilli: TypedNumber,
  lastCost: LastCost | null,
): GoodsLine {
  const costMinor = line.costTyped ? line.costMinor : expectedCost(lastCost, quantityMilli);
  return { ...line, quantityMilli, costMinor };
}

/** The quantity one step up or down; never below zero, and one step up from nothing is one. */
export function stepped(quantityMilli: TypedNumber, stepMilli: number): number {
  const before = isAmount(quantityMilli) ? quantityMilli : 0;
  return Math.min(MOST_LINE_MILLI, Math.max(0, before + stepMilli));
}

/** The cost of a quantity at the price of the last receipt; null if there was none. */
export function expectedCost(lastCost: LastCost | null, quantityMilli: TypedNumber): number | null {
  if (lastCost === null || lastCost.quantityMilli <= 0 || !isAmount(quantityMilli)) return null;
  return exactOrNull(() => mulDiv(lastCost.costMinor, quantityMilli, lastCost.quantityMilli));
}

/** The rounded cost of one piece or kilogram, for display only; null if unknown. */
export function unitCost(costMinor: TypedNumber, quantityMilli: TypedNumber): number | null {
  if (!isAmount(costMinor) || !isAmount(quantityMilli) || quantityMilli === 0) return null;
  return exactOrNull(() => mulDiv(costMinor, ONE_MILLI, quantityMilli));
}

type Priced = PriceTax & Omit<PricedProduct, "unitCostMinor">;

/**
 * The margin of the selling price over a unit cost: `(net price − cost) / net price`, in parts per million. Null
 * without a price.
 */
export function marginPpm(priced: Priced, unitCostMinor: number): number | null {
  return productMarginPpm({ ...priced, unitCostMinor }, priced);
}

/** The number of items: pieces of counted goods, and one per line of weighed goods. */
export function countItems(lines: readonly Pick<GoodsLine, "unit" | "quantityMilli">[]): number {
  return lines.reduce((sum, { unit, quantityMilli }) => {
    if (!isAmount(quantityMilli) || quantityMilli === 0) return sum;
    const counted = (unit === "each" || unit === "pair") && quantityMilli % ONE_MILLI === 0;
    return sum + (counted ? quantityMilli / ONE_MILLI : 1);
  }, 0);
}

/** The total cost of all lines; lines without a cost count as zero. */
export function totalCost(lines: readonly Pick<GoodsLine, "costMinor">[]): number {
  return lines.reduce((sum, { costMinor }) => (isAmount(costMinor) ? sum + costMinor : sum), 0);
}

const isAmount = (value: TypedNumber): value is number =>
  Number.isSafeInteger(value) && (value ?? -1) >= 0;

/** Numbers that are too large may occur while typing; that is not an error. */
function exactOrNull(work: () => number): number | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
