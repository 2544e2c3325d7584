/** For tests: catalogue rows with the given fields and defaults for the rest. */
import { CatalogueRow } from "@daybook/contract/catalogue";

let made = 0;

/** An active product with 5 on hand, named like its SKU, unless `fields` say otherwise. */
export function catalogueRow(fields: Record<string, unknown> = {}): CatalogueRow {
  const id = fields["id"] ?? idOf((made += 1));
  const sku = fields["sku"] ?? `SKU-${String(made)}`;
  return CatalogueRow.parse({
    id,
    sku,
    name: sku,
    category: null,
    picture: null,
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
    askPrice: false,
    ageLimit: null,
    stopReason: "",
    depositId: null,
    active: true,
    version: 1,
    updatedAt: "2026-03-02T10:00:00.000Z",
    ...fields,
  });
}

/** The test id for a number. */
export function idOf(number: number): string {
  return `01900000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
}
