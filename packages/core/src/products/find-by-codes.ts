import { inArray } from "drizzle-orm";
import { claimKeys, identityKey } from "@daybook/contract/fold";
import { barcodeReadings } from "@daybook/contract/gtin";
import type { ReadTx } from "@daybook/db/types";

/** The internal ids of the products that have these codes as their SKU or, if none has, as a barcode. */
export async function findProductsByCodes(
  tx: ReadTx,
  codes: readonly string[],
): Promise<Map<string, number>> {
  const { product, barcode } = tx.t;
  const found = new Map<string, number>();
  const distinct = [...new Set(codes)];
  const skuKeys = new Map(distinct.map((code) => [code, identityKey(code)]));
  if (distinct.length === 0) return found;
  const bySku = await tx.db
    .select({ id: product.id, key: product.skuKey })
    .from(product)
    .where(inArray(product.skuKey, [...new Set(skuKeys.values())]));
  const ids = new Map(bySku.map(({ key, id }) => [key, id]));
  const barcodes = new Map<string, string[]>();
  for (const [code, key] of skuKeys) {
    const id = ids.get(key);
    if (id !== undefined) found.set(code, id);
    else
      barcodes.set(
        code,
        barcodeReadings(code).flatMap((one) => claimKeys(one.code)),
      );
  }
  const keys = [...new Set([...barcodes.values()].flat())];
  if (keys.length === 0) return found;
  const owners = await tx.db
    .select({ id: barcode.productId, code: barcode.code })
    .from(barcode)
    .where(inArray(barcode.code, keys));
  const byBarcode = new Map(owners.map(({ code, id }) => [code, id]));
  for (const [code, readings] of barcodes) {
    const id = readings.map((one) => byBarcode.get(one)).find((one) => one !== undefined);
    if (id !== undefined) found.set(code, id);
  }
  return found;
}
