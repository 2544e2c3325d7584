import type { ImportField, ImportKind, ImportSource } from "@daybook/contract/import-fields";
import type { ImportOptions, ImportRowState, ImportState } from "@daybook/contract/imports";

type Format = (n: number) => string;

const fields: Readonly<Record<ImportField, string>> = {
  group: "Group of variants",
  name: "Name",
  option1: "Variant",
  option2: "Variant, second part",
  option3: "Variant, third part",
  sku: "SKU",
  barcodes: "Barcodes",
  price: "Price",
  cost: "Cost of one",
  stock: "Stock",
  category: "Category",
  description: "Description",
  tax: "Tax class",
  taxFlag: "Taxed, yes or no",
  unit: "Unit",
  byWeight: "Sold by weight, yes or no",
  tracked: "Stock is kept, yes or no",
  type: "Type",
  reorderPoint: "Reorder point",
  target: "Order up to",
  phone: "Phone",
  email: "E-mail",
  taxNumber: "Tax number",
  note: "Note",
  termsDays: "Payment terms in days",
  active: "Active",
  number: "Number of the sale",
  date: "Date and time",
  quantity: "Quantity",
  amount: "Amount of the line",
  customer: "Customer",
  country: "Country",
};

const kinds: Readonly<Record<ImportKind, string>> = {
  products: "Products",
  customers: "Customers",
  suppliers: "Suppliers",
  past_sales: "Past sales",
};

const sources: Readonly<Record<ImportSource, string>> = {
  daybook: "Daybook",
  shopify: "Shopify",
  square: "Square",
  loyverse: "Loyverse",
  woocommerce: "WooCommerce",
  lightspeed: "Lightspeed",
  online_retail: "Online Retail",
  other: "another program",
};

const states: Readonly<Record<ImportState, string>> = {
  reading: "Loading",
  preview: "Preview",
  committing: "Importing",
  done: "Imported",
  undoing: "Undoing",
  undone: "Undone",
  failed: "Failed",
  cancelled: "Cancelled",
};

const rowStates: Readonly<Record<ImportRowState, string>> = {
  new: "New",
  changed: "Changed",
  unchanged: "Unchanged",
  wrong: "Wrong",
  ignored: "Left out",
};

const dateOrders: Readonly<Record<ImportOptions["dateOrder"], string>> = {
  detect: "Find out from the file",
  ymd: "2026-12-31 (year first)",
  mdy: "12/31/2026 (month first)",
  dmy: "31/12/2026 (day first)",
};

/** “1 row”, “1,200 rows”. */
const rowsAre = (rows: number, format: Format) => `${format(rows)} ${rows === 1 ? "row" : "rows"}`;
const rowsWere = (rows: number, format: Format) =>
  `${rowsAre(rows, format)} ${rows === 1 ? "was" : "were"}`;

/** Texts of imports: the list, the mapping of a file, and its preview. */
export const importTexts = {
  title: "Import",
  lead: "Products, stock, customers, suppliers and past sales from another program. You see what changes before anything is saved, and you can undo it later.",
  noAccess: "An owner or manager can import files.",
  choose: "Choose or drop a file",
  chooseHint:
    "CSV or XLSX, at most 50 MB. Exports of Shopify, Square, Loyverse, WooCommerce and Lightspeed are recognized. For any other file, you choose what each column contains; its first row must be the headings.",
  uploading: "The file is being sent…",
  tooLarge: "The file is larger than 50 MB. Split it.",
  list: "Imports",
  empty: "No imports yet",
  emptyHint: "Choose a file above. Nothing is saved before you have seen the preview.",
  file: "File",
  kind: "What it contains",
  when: "When",
  who: "Imported by",
  state: "State",
  rows: "Rows",
  rowsOf: (created: string, changed: string) => `${created} new, ${changed} changed`,
  kinds,
  sources,
  states,
  fields,
  recognised: (source: string) => `Recognized as an export of ${source}.`,
  notRecognised: "Choose what each column contains.",
  remembered: "The columns are mapped as they were for the last file with these headings.",
  mapping: "Columns",
  sheet: "Sheet",
  ignore: "Not imported",
  noHeading: (number: string) => `Column ${number}`,
  decimalMark: "Numbers are written like",
  decimalMarks: { point: "1,234.50", comma: "1.234,50" },
  dateOrder: "Dates are written like",
  dateOrders,
  datesUnclear:
    "All dates of this file can be read in two ways: with the month first or with the day first. Choose the order.",
  datesRead: (order: string) =>
    `Dates were read as ${order}. Another order reads the file again; corrected rows are lost.`,
  place: "Location of the stock",
  placeOfSales: "Location of the sales",
  numberSkus: "Add a number to SKUs that occur twice",
  numberSkusHint: "Otherwise the second row is wrong. Without a SKU, the name gets the number.",
  padBarcodes: "Restore the leading zeros of barcodes",
  padBarcodesHint: "Only if the check digit is correct then.",
  showPreview: "Show the preview",
  otherFile: "Choose another file",
  back: "All imports",
  reading: (rows: number, format: Format) => `${rowsAre(rows, format)} read so far.`,
  committing: (done: number, all: number, format: Format) =>
    `${format(done)} of ${rowsAre(all, format)} imported.`,
  undoing: (done: number, format: Format) => `${rowsAre(done, format)} undone so far.`,
  cancel: "Cancel the import",
  cancelPreview: "Discard the preview",
  figures: "What the file contains",
  stock: "Stock",
  retail: "Value at its prices",
  pastSales: "Sales",
  pastReturns: "Returns and cancellations",
  pastUnknown: "Lines without a product",
  pastFirstDay: "First day",
  pastLastDay: "Last day",
  pastUnits: "Units",
  pastTotal: "Total",
  openPastSales: "Show the past sales",
  undoLeadPastSales:
    "Its past sales are removed from the list and from the reports. Nothing else in the shop changes.",
  commit: (rows: number, format: Format) => `Import ${rowsAre(rows, format)}`,
  nothing: "The file contains nothing that the shop does not have already.",
  skipWrong: (rows: number, format: Format) =>
    rows === 1 ? "Skip the wrong row" : `Skip the ${format(rows)} wrong rows`,
  skipWrongHint: "You can download what is skipped, with the reasons. Otherwise correct it first.",
  done: (rows: number, format: Format) => `${rowsWere(rows, format)} imported.`,
  failed: (rows: number, format: Format) => `${rowsWere(rows, format)} not imported.`,
  failedFile: "Download rows that failed",
  undo: "Undo this import",
  undoTitle: "Undo this import?",
  undoLead:
    "What it created is deactivated, what it changed gets its old values back, and its stock is reversed. What was sold, moved or changed since is kept and listed here.",
  keepIt: "Keep it",
  close: "Close",
  undone: "The import is undone.",
  kept: (rows: number, format: Format) =>
    `${rowsWere(rows, format)} used or changed since the import, so ${rows === 1 ? "it is" : "they are"} kept.`,
  cancelled: "The import was cancelled. Nothing of it is in the shop.",
  show: "Show",
  shows: {
    all: "All",
    ...rowStates,
    warned: "With a note",
    failed: "Not imported",
    kept: "Kept",
  },
  rowStates,
  row: "Row",
  name: "Name",
  changes: "What it does",
  problems: "Notes",
  noRows: "There are no such rows.",
  showAll: "Show all rows",
  edit: "Correct",
  editTitle: (row: string) => `Row ${row}`,
  save: "Save row",
  becomes: (field: string, before: string, after: string) => `${field}: ${before} → ${after}`,
  has: (field: string, value: string) => `${field}: ${value}`,
  none: "none",
};
