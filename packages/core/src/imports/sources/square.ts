import type { SourceHeadings } from "./source.ts";

/** Square: Items → Actions → Export library. Quantities have one column for each location. */
export const SQUARE: SourceHeadings = {
  source: "square",
  kind: "products",
  needs: [["token", "reference handle"], ["item name"], ["variation name"]],
  headings: {
    group: ["reference handle", "token"],
    name: ["item name"],
    option1: ["variation name"],
    sku: ["sku"],
    description: ["description"],
    category: ["reporting category", "categories", "category"],
    price: ["price"],
    cost: ["default unit cost"],
    barcodes: ["gtin"],
    unit: ["unit and precision"],
  },
  patterns: [
    { field: "stock", pattern: /^current quantity (.{1,200})$/, names: "location" },
    { field: "reorderPoint", pattern: /^stock alert count (.{1,200})$/, names: "location" },
    { field: "taxFlag", pattern: /^tax - (.{1,200})$/, names: "tax" },
  ],
  categorySeparator: ">",
};
