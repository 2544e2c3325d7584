import type { ProductId } from "@daybook/contract/ids";

/** A product in a report. */
export function productRef(row: {
  readonly id: ProductId;
  readonly sku: string;
  readonly name: string;
}) {
  return { id: row.id, sku: row.sku, name: row.name };
}
