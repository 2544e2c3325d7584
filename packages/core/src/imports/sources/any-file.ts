import { FIELD_HEADINGS, FIELDS_OF_KIND, IMPORT_FIELDS } from "@daybook/contract/import-fields";
import type { ImportField, ImportKind } from "@daybook/contract/import-fields";
import type { SourceHeadings } from "./source.ts";

/** Usual headings of files that no program is recognized by. */
const USUAL: Readonly<Partial<Record<ImportField, readonly string[]>>> = {
  name: ["name", "product", "product name", "item", "item name", "title", "artikel", "bezeichnung"],
  sku: [
    "sku",
    "code",
    "item code",
    "product code",
    "article number",
    "artikelnummer",
    "artikel-nr.",
    "art.-nr.",
    "stockcode",
  ],
  barcodes: ["barcode", "barcodes", "ean", "ean13", "gtin", "upc", "barcode number"],
  price: [
    "price",
    "retail price",
    "selling price",
    "unit price",
    "sales price",
    "preis",
    "verkaufspreis",
    "prix",
  ],
  cost: ["cost", "unit cost", "cost price", "purchase price", "buying price", "einkaufspreis"],
  stock: ["stock", "quantity", "qty", "on hand", "in stock", "bestand", "stock level"],
  category: ["category", "categories", "department", "group", "kategorie", "warengruppe"],
  description: ["description", "long description", "details"],
  tax: ["tax", "tax class", "vat", "tax rate", "tax name"],
  unit: ["unit", "unit of measure", "uom", "einheit"],
  reorderPoint: ["reorder point", "reorder level", "low stock", "minimum stock"],
  phone: ["phone", "telephone", "mobile", "phone number", "telefon"],
  email: ["email", "mail", "e-mail", "email address", "e-mail address"],
  taxNumber: ["tax number", "vat number", "vat id"],
  note: ["note", "notes", "comment", "comments", "remark", "remarks"],
  number: [
    "invoice",
    "invoice number",
    "invoice no",
    "receipt",
    "receipt number",
    "order",
    "order number",
    "order id",
    "transaction id",
    "rechnung",
    "beleg",
  ],
  date: ["date", "invoice date", "order date", "date and time", "time", "created at", "datum"],
  quantity: ["quantity", "qty", "units", "menge"],
  amount: ["amount", "total", "line total", "net sales", "gross sales", "subtotal", "betrag"],
  customer: ["customer", "customer name", "customer id", "client", "kunde"],
  country: ["country", "land"],
  termsDays: ["terms", "payment terms", "terms days", "days"],
};

const PEOPLE: Readonly<Record<"customers" | "suppliers", readonly string[]>> = {
  customers: ["customer", "customer name", "company", "full name", "contact"],
  suppliers: ["supplier", "supplier name", "vendor", "vendor name", "company"],
};

/** The headings of any file of this kind: those of Daybook's own files, and usual ones. */
export function anyFileOf(kind: ImportKind): SourceHeadings {
  const headings: Partial<Record<ImportField, readonly string[]>> = {};
  for (const field of FIELDS_OF_KIND[kind]) {
    const own = FIELD_HEADINGS[field];
    const people =
      (kind === "customers" || kind === "suppliers") && field === "name" ? PEOPLE[kind] : [];
    // A line of a sale has no other text about its product.
    const texts = kind === "past_sales" && field === "name" ? ["description"] : [];
    const usual = [...people, ...(USUAL[field] ?? []), ...texts];
    headings[field] = [own, own.replaceAll("_", " "), ...usual];
  }
  return { source: "other", kind, needs: [], headings };
}

/** Whether all headings are Daybook's own, as in a file of failed rows. */
export function isOwnFile(headings: readonly string[]): boolean {
  const own = new Set<string>(IMPORT_FIELDS.map((field) => FIELD_HEADINGS[field]));
  return (
    headings.includes("reason") &&
    headings.every((one) => own.has(one) || one === "reason" || one === "row")
  );
}
