import type { SourceHeadings } from "./source.ts";

/** Shopify: Products → Export. Rows of one handle are variants; only the first has the title. */
export const SHOPIFY: SourceHeadings = {
  source: "shopify",
  kind: "products",
  needs: [
    ["handle", "url handle"],
    ["variant sku", "sku"],
    ["variant price", "price"],
    ["option1 value"],
  ],
  headings: {
    group: ["handle", "url handle"],
    name: ["title"],
    description: ["body (html)", "body html", "description"],
    category: ["type", "custom product type", "product type", "product category"],
    option1: ["option1 value"],
    option2: ["option2 value"],
    option3: ["option3 value"],
    sku: ["variant sku", "sku"],
    stock: ["variant inventory qty", "inventory quantity"],
    price: ["variant price", "price"],
    cost: ["cost per item"],
    barcodes: ["variant barcode", "barcode"],
  },
};
