/** Makes the rows of a preview from the rows of a file: by the mapping, with the names of variants and without markup. */
import { unguardFormula } from "@daybook/contract/csv";
import { plainCode } from "@daybook/contract/gtin";
import { FIELDS_OF_KIND } from "@daybook/contract/import-fields";
import type { ImportField, ImportKind, ImportSource } from "@daybook/contract/import-fields";
import type { ImportColumn, ImportOptions, ImportProblem } from "@daybook/contract/imports";
import { sourceOf } from "../sources/recognise.ts";
import { barcodeTexts, paddedBarcode } from "./barcode-text.ts";
import { htmlText } from "./html-text.ts";

/** What to read from a file, and how. */
export interface DraftOrder {
  readonly kind: ImportKind;
  readonly source: ImportSource;
  readonly columns: readonly ImportColumn[];
  readonly options: ImportOptions;
  /** The names of the locations and tax classes that columns are mapped to, by public id. */
  readonly names: Readonly<Record<string, string>>;
}

export type DraftValues = Partial<Record<ImportField, string>>;

/** One row of the file. `leftOut` is the reason why it is not a record of its own. */
export interface Draft {
  readonly row: number;
  readonly values: DraftValues;
  readonly notes: readonly ImportProblem[];
  readonly leftOut: "row_of_picture" | "row_of_variants" | "row_not_sold_here" | null;
}

/** Names of options that say that a product has none. */
const NO_OPTION: ReadonlySet<string> = new Set(["default title", "regular", "default"]);
const IS_PARENT = /\bvariable\b/i;
const NO: ReadonlySet<string> = new Set(["n", "no", "0", "false"]);
const INHERITED: readonly ImportField[] = ["name", "description", "category", "tax"];
const PLAIN: readonly ImportField[] = [
  "sku",
  "price",
  "cost",
  "category",
  "tax",
  "unit",
  "reorderPoint",
  "target",
];

export class DraftMaker {
  readonly #order: DraftOrder;
  readonly #columns = new Map<ImportField, ImportColumn[]>();
  #group: { readonly key: string; readonly values: DraftValues } | null = null;

  constructor(order: DraftOrder) {
    this.#order = order;
    for (const one of order.columns)
      this.#columns.set(one.field, [...(this.#columns.get(one.field) ?? []), one]);
  }

  /** `row` is its number in the file, whose headings are row 1. */
  make(cells: readonly string[], row: number): Draft {
    const cell = (field: ImportField) => this.#cell(cells, field);
    if (this.#order.kind !== "products") return this.#plain(cells, row);
    const own = this.#inherited(cells);
    const values: DraftValues = {};
    for (const field of PLAIN) setText(values, field, own[field] ?? cell(field));
    const options = [cell("option1"), cell("option2"), cell("option3")];
    const isWhole = sourceOf(this.#order.source).namesAreWhole === true && cell("name") !== "";
    setText(values, "name", nameOf(own.name ?? "", isWhole ? [] : options));
    setText(values, "description", htmlText(own.description ?? ""));
    setText(values, "category", this.#category(own.category ?? ""));
    setText(values, "tax", own.tax || this.#tax(cells));
    setText(values, "stock", this.#stock(cells));
    if (values.unit === undefined && isYes(cell("byWeight"))) values.unit = "kg";
    if (isService(cell("type"), cell("tracked"))) {
      values.type = "service";
      delete values.stock;
    }
    const { text, notes } = this.#barcodes(cell("barcodes"));
    setText(values, "barcodes", text);
    return {
      row,
      values,
      notes,
      leftOut: leftOut(values, cell("type"), cell("option1"), cell("name")),
    };
  }

  #plain(cells: readonly string[], row: number): Draft {
    const values: DraftValues = {};
    for (const field of FIELDS_OF_KIND[this.#order.kind])
      setText(values, field, this.#cell(cells, field));
    return { row, values, notes: [], leftOut: null };
  }

  /** The first cell with this field that is not empty, without the apostrophe against formulas. */
  #cell(cells: readonly string[], field: ImportField): string {
    for (const { column } of this.#columns.get(field) ?? []) {
      const text = unguardFormula(cells[column] ?? "").trim();
      if (text !== "") return text;
    }
    return "";
  }

  /** Only the first row of a group, or the parent of the variants, has the name and what else they share. */
  #inherited(cells: readonly string[]): DraftValues {
    const own: DraftValues = {};
    for (const field of INHERITED) setText(own, field, this.#cell(cells, field));
    const isParent = IS_PARENT.test(this.#cell(cells, "type"));
    const key = this.#cell(cells, isParent ? "sku" : "group");
    if (key === "") return own;
    const first = this.#group?.key === key ? this.#group.values : {};
    const values = { ...first, ...own };
    this.#group = { key, values };
    return values;
  }

  #category(text: string): string {
    const { categorySeparator = ">", categoryList = false } = sourceOf(this.#order.source);
    const paths = (categoryList ? text.split(",") : [text]).map((path) =>
      path
        .split(categorySeparator)
        .map((name) => name.trim())
        .filter((name) => name !== ""),
    );
    const [deepest = []] = paths.toSorted((a, b) => b.length - a.length);
    return deepest.join(" > ");
  }

  /** The names of the tax classes whose columns say yes. */
  #tax(cells: readonly string[]): string {
    const { names } = this.#order;
    const yes = (this.#columns.get("taxFlag") ?? []).filter(({ column }) =>
      isYes(cells[column] ?? ""),
    );
    return yes.flatMap(({ target }) => names[target ?? ""] ?? []).join(" + ");
  }

  /** `5`, or with several locations `5 @ Shop; 3 @ Store room`. */
  #stock(cells: readonly string[]): string {
    const { names } = this.#order;
    const columns = this.#columns.get("stock") ?? [];
    const stocks = columns.flatMap(({ column, target }) => {
      const text = (cells[column] ?? "").trim();
      const name = names[target ?? ""];
      if (text === "") return [];
      return [name === undefined ? text : `${text} @ ${name}`];
    });
    return stocks.join("; ");
  }

  #barcodes(cell: string): { readonly text: string; readonly notes: ImportProblem[] } {
    const notes: ImportProblem[] = [];
    const codes = barcodeTexts(cell).map((code) => {
      const padded = this.#order.options.padBarcodes ? paddedBarcode(code) : null;
      if (padded === null) return code;
      const details = { was: plainCode(code) };
      notes.push({ field: "barcodes", severity: "warning", code: "barcode_padded", details });
      return padded;
    });
    return { text: codes.join(", "), notes };
  }
}

function setText(values: DraftValues, field: ImportField, text: string): void {
  if (text !== "") values[field] = text;
}

function nameOf(name: string, options: readonly string[]): string {
  const real = options.filter((one) => one !== "" && !NO_OPTION.has(one.toLowerCase()));
  return real.length === 0 ? name : `${name} - ${real.join(" / ")}`;
}

function isYes(text: string): boolean {
  const folded = text.trim().toLowerCase();
  return folded !== "" && !NO.has(folded);
}

function isService(type: string, tracked: string): boolean {
  return /\b(virtual|downloadable|service)\b/i.test(type) || NO.has(tracked.toLowerCase());
}

function leftOut(
  values: DraftValues,
  type: string,
  option: string,
  ownName: string,
): Draft["leftOut"] {
  if (/\b(grouped|external)\b/i.test(type)) return "row_not_sold_here";
  if (IS_PARENT.test(type)) return "row_of_variants";
  const isEmpty = [values.sku, values.price, values.barcodes].every((text) => text === undefined);
  return isEmpty && option === "" && ownName === "" ? "row_of_picture" : null;
}
