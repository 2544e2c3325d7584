import { shortened } from "../../lib/shortened.ts";
import type { FoundToAdd } from "./use-adding.ts";

/** As many characters as the contract of a line accepts. */
const MOST = 200;

/**
 * The name of an item without a product of its own: what was typed, with the code that was scanned if it is none of the
 * product, so that the owner finds it later. Null for the name of the product.
 */
export function soldName(typed: string, { row, code }: Pick<FoundToAdd, "row" | "code">) {
  const isOwn =
    code === null || code === row.sku || row.barcodes.some((barcode) => code.includes(barcode));
  if (isOwn) return typed === "" ? null : typed;
  const end = ` (${code})`;
  return `${shortened(typed === "" ? row.name : typed, MOST - end.length)}${end}`;
}
