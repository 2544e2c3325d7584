import type { SourceHeadings } from "./source.ts";

/** WooCommerce: Products → Export. The name of a variation contains its attributes. */
export const WOOCOMMERCE: SourceHeadings = {
  source: "woocommerce",
  kind: "products",
  needs: [
    ["type"],
    ["sku"],
    ["regular price"],
    ["visibility in catalog", "visibility in catalogue"],
  ],
  headings: {
    type: ["type"],
    group: ["parent"],
    option1: ["attribute 1 value(s)"],
    option2: ["attribute 2 value(s)"],
    option3: ["attribute 3 value(s)"],
    sku: ["sku"],
    name: ["name"],
    barcodes: ["gtin, upc, ean, or isbn"],
    description: ["description", "short description"],
    category: ["categories"],
    price: ["regular price"],
    cost: ["cost of goods", "cost"],
    stock: ["stock"],
    reorderPoint: ["low stock amount"],
  },
  categorySeparator: ">",
  categoryList: true,
  namesAreWhole: true,
};
