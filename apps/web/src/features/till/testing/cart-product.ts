import { TaxClassId } from "@daybook/contract/ids";
import { CartProduct } from "../cart.ts";

/** The id of the tax class of the products below. */
export const VAT = TaxClassId.parse("0198c000-0000-7000-8000-0000000000aa");

/** For tests: a product as a cart has it, one of many by its number. */
export function productNo(number: number, more: Record<string, unknown> = {}): CartProduct {
  return CartProduct.parse({
    id: `0198c000-0000-7000-8000-${String(number).padStart(12, "0")}`,
    sku: `P-${number}`,
    name: `Product ${number}`,
    unit: "each",
    quantityStepMilli: 1000,
    kind: "stock",
    taxClassId: VAT,
    priceMinor: 199 + number,
    basisMilli: 1000,
    version: 1,
    ...more,
  });
}
