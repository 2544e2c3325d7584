import type { SourceHeadings } from "./source.ts";

/** The UCI data set "Online Retail", and its second edition with other headings. */
export const ONLINE_RETAIL: SourceHeadings = {
  source: "online_retail",
  kind: "past_sales",
  needs: [
    ["invoiceno", "invoice"],
    ["stockcode"],
    ["invoicedate"],
    ["quantity"],
    ["unitprice", "price"],
  ],
  headings: {
    number: ["invoiceno", "invoice"],
    date: ["invoicedate"],
    sku: ["stockcode"],
    name: ["description"],
    quantity: ["quantity"],
    price: ["unitprice", "price"],
    customer: ["customerid", "customer id"],
    country: ["country"],
  },
};
