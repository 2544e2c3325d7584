import type { Minor } from "@daybook/contract/money";
import { amountOf, readScanned } from "@daybook/contract/scanned-codes";
import type { LabelLayout } from "@daybook/contract/label-codes";
import type { LabelProblem } from "@daybook/contract/label-problems";
import type { CartLine } from "@daybook/contract/sales";
import type { ReadCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { findBarcodeOwners } from "../products/barcodes.ts";
import { labelPatternsAt } from "../products/label-patterns-at.ts";
import type { SellableProduct } from "../products/sellable-products.ts";

/** The labels of one sale, read with the patterns in force at the time of its prices. */
export interface LabelReader {
  /**
   * The price of the line's label. Refuses 422 `label_refused` at the line's `labelPriceMinor` unless the code is a label
   * of this product with this price, and the quantity that of the price at the list price.
   */
  priceOf(
    line: CartLine & { readonly labelPriceMinor: Minor },
    product: SellableProduct,
    path: string,
  ): Promise<Minor>;
}

/** Reads labels as a till does. The patterns are looked up for the first label: most sales have none. */
export function labelReader(
  ctx: ReadCtx,
  { pricesAt, exponent }: { readonly pricesAt: number; readonly exponent: number },
): LabelReader {
  let patterns: LabelLayout[] | undefined;
  return {
    async priceOf(line, product, path) {
      patterns ??= await labelPatternsAt(ctx, pricesAt);
      const problem = await problemOf(ctx, line, { product, patterns, pricesAt, exponent });
      if (problem !== null)
        throw refuse("label_refused", { why: problem }, `${path}.labelPriceMinor`);
      return line.labelPriceMinor;
    },
  };
}

interface Reading {
  readonly product: SellableProduct;
  readonly patterns: readonly LabelLayout[];
  readonly pricesAt: number;
  readonly exponent: number;
}

async function problemOf(
  ctx: ReadCtx,
  { code = "", labelPriceMinor, quantityMilli }: CartLine,
  { product, patterns, pricesAt, exponent }: Reading,
): Promise<LabelProblem | null> {
  // A product with the whole code as its barcode comes first, as at the till: its code is no label.
  if ((await findBarcodeOwners(ctx, code)).length > 0) return "not_a_label";
  const scanned = readScanned(code, { patterns, year: new Date(pricesAt).getUTCFullYear() });
  if (scanned === null || ("measure" in scanned && scanned.measure === null)) return "not_a_label";
  if ("problem" in scanned) return scanned.problem;
  const owners = await findBarcodeOwners(ctx, scanned.barcode);
  if (owners.length !== 1 || owners[0]?.productId !== product.id) return "other_product";
  if (scanned.measure === null) return "not_a_label";
  const amount = amountOf(scanned.measure, product, exponent);
  if ("problem" in amount) return amount.problem;
  if (amount.labelPriceMinor === null) return "not_a_label";
  if (amount.labelPriceMinor !== labelPriceMinor) return "other_price";
  return amount.quantityMilli === quantityMilli ? null : "other_quantity";
}
