/** For tests: rows of the catalogue with what matters given and the rest filled in. */
import { CatalogueRow } from "@daybook/contract/catalogue";

let made = 0;

/** A product on sale with 5 on hand, called as its SKU, unless `fields` say otherwise. */
export function catalogueRow(fields: Record<string, unknown> = {}): CatalogueRow {
  const id = fields["id"] ?? idOf((made += 1));
  const sku = fields["sku"] ?? `SKU-${String(made)}`;
  return CatalogueRow.parse({
    id,
    sku,
    name: sku,
    category: null,
    suppliers: [],
    unit: "each",
    quantityStepMilli: 1000,
    kind: "stock",
    taxClassId: idOf(0),
    priceMinor: 1000,
    basisMilli: 1000,
    barcodes: [],
    stock: [],
    onHandMilli: 5000,
    reorderPointMilli: null,
    stockState: "ok",
    unitCostMinor: 400,
    lastCost: null,
    soldMilli: 0,
    active: true,
    version: 1,
    updatedAt: "2026-03-02T10:00:00.000Z",
    ...fields,
  });
}

/** The id of a made-up thing by its number. */
export function idOf(number: number): string {
  return `01900000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
}
