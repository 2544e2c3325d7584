import { fold } from "../fold.ts";
import type { CheckedBarcode } from "./barcodes.ts";

/** What a search looks through: the folded SKU, name and barcodes, as kept and as printed. */
export function searchText(product: {
  sku: string;
  name: string;
  barcodes: readonly Pick<CheckedBarcode, "code" | "shown">[];
}): string {
  const codes = product.barcodes.flatMap(({ code, shown }) =>
    code.includes(shown) ? [code] : [code, shown],
  );
  return fold([product.sku, product.name, ...codes].join(" "));
}
