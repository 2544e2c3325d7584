import type { ProductId } from "@daybook/contract/ids";

/** A product as reports name it. */
export function productRef(row: {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
}) {
  // safe because the column holds the UUID the product was given
  return { id: row.id as ProductId, sku: row.sku, name: row.name };
}
