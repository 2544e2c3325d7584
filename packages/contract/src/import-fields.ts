/** What an import can read: its kinds, and the fields of each kind. */
import { z } from "zod";

export const IMPORT_KINDS = ["products", "customers", "suppliers", "past_sales"] as const;
export const ImportKind = z.enum(IMPORT_KINDS);
export type ImportKind = z.infer<typeof ImportKind>;

/** The programs whose files are recognized by their headings; `other` is any file, mapped by a person. */
export const ImportSource = z.enum([
  "daybook",
  "shopify",
  "square",
  "loyverse",
  "woocommerce",
  "lightspeed",
  "online_retail",
  "other",
]);
export type ImportSource = z.infer<typeof ImportSource>;

export const IMPORT_FIELDS = [
  "group",
  "name",
  "option1",
  "option2",
  "option3",
  "sku",
  "barcodes",
  "price",
  "cost",
  "stock",
  "category",
  "description",
  "tax",
  "taxFlag",
  "unit",
  "byWeight",
  "tracked",
  "type",
  "reorderPoint",
  "target",
  "phone",
  "email",
  "taxNumber",
  "note",
  "termsDays",
  "active",
  "number",
  "date",
  "quantity",
  "amount",
  "customer",
  "country",
] as const;
export const ImportField = z.enum(IMPORT_FIELDS);
export type ImportField = z.infer<typeof ImportField>;

/** The fields a column can be mapped to, in the order in which a person chooses them. */
export const FIELDS_OF_KIND: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  products: [
    "name",
    "sku",
    "barcodes",
    "price",
    "cost",
    "stock",
    "category",
    "description",
    "tax",
    "taxFlag",
    "unit",
    "byWeight",
    "tracked",
    "reorderPoint",
    "target",
    "group",
    "option1",
    "option2",
    "option3",
    "type",
  ],
  customers: ["name", "phone", "email", "taxNumber", "note"],
  suppliers: ["name", "phone", "email", "termsDays", "note"],
  past_sales: [
    "number",
    "date",
    "sku",
    "name",
    "quantity",
    "price",
    "amount",
    "customer",
    "country",
  ],
};

/** What a file of this kind must have, as sets of fields of which one is needed. */
export const NEEDED_FIELDS: Readonly<Record<ImportKind, readonly (readonly ImportField[])[]>> = {
  products: [["name", "sku"]],
  customers: [["name", "sku"]],
  suppliers: [["name", "sku"]],
  past_sales: [["number"], ["date"], ["name", "sku"], ["price", "amount"]],
};

/** The fields of a staged row, which a person can correct: variants have become part of the name by then. */
export const STAGED_FIELDS: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  products: [
    "sku",
    "name",
    "barcodes",
    "price",
    "cost",
    "stock",
    "category",
    "tax",
    "unit",
    "reorderPoint",
    "target",
    "description",
  ],
  customers: FIELDS_OF_KIND.customers,
  suppliers: FIELDS_OF_KIND.suppliers,
  past_sales: FIELDS_OF_KIND.past_sales,
};

/** The heading of each field in the files that Daybook writes, and so in the ones it reads again. */
export const FIELD_HEADINGS: Readonly<Record<ImportField, string>> = {
  group: "group",
  name: "name",
  option1: "option_1",
  option2: "option_2",
  option3: "option_3",
  sku: "sku",
  barcodes: "barcodes",
  price: "price",
  cost: "cost",
  stock: "stock",
  category: "category",
  description: "description",
  tax: "tax",
  taxFlag: "taxed",
  unit: "unit",
  byWeight: "by_weight",
  tracked: "tracked",
  type: "type",
  reorderPoint: "reorder_point",
  target: "target",
  phone: "phone",
  email: "email",
  taxNumber: "tax_number",
  note: "note",
  termsDays: "terms_days",
  active: "active",
  number: "number",
  date: "date",
  quantity: "quantity",
  amount: "amount",
  customer: "customer",
  country: "country",
};
