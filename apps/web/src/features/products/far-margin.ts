import { productMarginPpm } from "@daybook/contract/linked-prices";
import type { PricedProduct, PriceTax } from "@daybook/contract/linked-prices";
import { isFarMargin } from "@daybook/contract/unusual";

/** The margin if it is so negative that it needs confirmation; else null. */
export function farMargin(product: PricedProduct, tax: PriceTax | undefined): number | null {
  const marginPpm = tax === undefined ? null : productMarginPpm(product, tax);
  return isFarMargin(marginPpm) ? marginPpm : null;
}
