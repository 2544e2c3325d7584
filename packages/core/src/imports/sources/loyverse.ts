import type { SourceHeadings } from "./source.ts";

/** Loyverse: Items → Export. Headings contain the names of the stores and of the taxes. */
export const LOYVERSE: SourceHeadings = {
  source: "loyverse",
  kind: "products",
  needs: [["handle"], ["sku"], ["sold by weight"], ["track stock"]],
  headings: {
    group: ["handle"],
    sku: ["sku"],
    name: ["name"],
    category: ["category"],
    description: ["description"],
    byWeight: ["sold by weight"],
    option1: ["option 1 value"],
    option2: ["option 2 value"],
    option3: ["option 3 value"],
    cost: ["cost"],
    barcodes: ["barcode"],
    tracked: ["track stock"],
    price: ["default price"],
  },
  patterns: [
    { field: "price", pattern: /^price \[(.{1,200})\]$/, names: "location" },
    { field: "stock", pattern: /^in stock \[(.{1,200})\]$/, names: "location" },
    { field: "reorderPoint", pattern: /^low stock \[(.{1,200})\]$/, names: "location" },
    { field: "target", pattern: /^optimal stock \[(.{1,200})\]$/, names: "location" },
    { field: "taxFlag", pattern: /^tax - "(.{1,200})"/, names: "tax" },
  ],
};
