import type { SourceHeadings } from "./source.ts";

/** Lightspeed Retail X-Series (Vend): Products → Export. */
export const LIGHTSPEED: SourceHeadings = {
  source: "lightspeed",
  kind: "products",
  needs: [["handle"], ["sku"], ["supply_price"], ["retail_price"]],
  headings: {
    group: ["handle"],
    sku: ["sku"],
    name: ["name"],
    description: ["description"],
    category: ["product_category", "type"],
    option1: ["variant_option_one_value"],
    option2: ["variant_option_two_value"],
    option3: ["variant_option_three_value"],
    cost: ["supply_price"],
    price: ["retail_price"],
    tax: ["tax_name"],
    tracked: ["track_inventory"],
    barcodes: ["barcode"],
  },
  patterns: [
    { field: "stock", pattern: /^inventory_(.{1,200})$/, names: "location" },
    { field: "reorderPoint", pattern: /^reorder_point_(.{1,200})$/, names: "location" },
    { field: "target", pattern: /^restock_level_(.{1,200})$/, names: "location" },
  ],
  categorySeparator: "/",
};
