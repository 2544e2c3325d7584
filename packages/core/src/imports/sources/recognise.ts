import type { ImportField, ImportKind, ImportSource } from "@daybook/contract/import-fields";
import type { ImportColumn } from "@daybook/contract/imports";
import { refuseFile } from "../reading/import-file.ts";
import { anyFileOf, isOwnFile } from "./any-file.ts";
import { LIGHTSPEED } from "./lightspeed.ts";
import { LOYVERSE } from "./loyverse.ts";
import { ONLINE_RETAIL } from "./online-retail.ts";
import { SHOPIFY } from "./shopify.ts";
import type { HeadingPattern, SourceHeadings } from "./source.ts";
import { SQUARE } from "./square.ts";
import { WOOCOMMERCE } from "./woocommerce.ts";

const SOURCES: readonly SourceHeadings[] = [
  LOYVERSE,
  SQUARE,
  LIGHTSPEED,
  WOOCOMMERCE,
  SHOPIFY,
  ONLINE_RETAIL,
];

/** The list of tax rates that WooCommerce exports. */
const TAX_RATES = ["country code", "rate %", "tax name"];

/** The names that a heading may contain, with their public ids. */
export interface KnownNames {
  readonly locations: ReadonlyMap<string, string>;
  readonly taxes: ReadonlyMap<string, string>;
}

/** What a file is taken for by its headings. */
export interface Recognised {
  readonly source: ImportSource;
  readonly kind: ImportKind;
  readonly columns: ImportColumn[];
}

/**
 * Recognizes the program that wrote the headings, and maps its columns. Any other file is mapped by usual headings.
 * Daybook's own files have the columns of every kind, so theirs is that of the columns that `samples` fill. Refuses 422
 * `import_file_refused` for tax rates, which a person enters: those of a web shop are of many places.
 */
export function recognise(
  headings: readonly string[],
  names: KnownNames,
  samples: readonly (readonly string[])[],
): Recognised {
  const keys = headings.map(headingKey);
  if (TAX_RATES.every((one) => keys.includes(one))) throw refuseFile("tax_rates");
  const known = SOURCES.find(({ needs }) =>
    needs.every((some) => some.some((one) => keys.includes(one))),
  );
  if (known !== undefined)
    return { source: known.source, kind: known.kind, columns: columnsOf(known, keys, names) };
  const isOwn = isOwnFile(keys);
  const isFilled = (column: number) => samples.some((row) => (row[column] ?? "").trim() !== "");
  const kind = kindOf(isOwn ? keys.filter((_, column) => isFilled(column)) : keys);
  const source = isOwn ? "daybook" : "other";
  return { source, kind, columns: columnsOf(anyFileOf(kind), keys, names) };
}

/** The mapping by usual headings, for a kind that a person chose. */
export function columnsForKind(
  kind: ImportKind,
  headings: readonly string[],
  names: KnownNames,
): ImportColumn[] {
  return columnsOf(anyFileOf(kind), headings.map(headingKey), names);
}

/** How the cells of a program's categories are written. */
export function sourceOf(
  source: ImportSource,
): Pick<SourceHeadings, "categorySeparator" | "categoryList" | "namesAreWhole"> {
  return SOURCES.find((one) => one.source === source) ?? { categorySeparator: ">" };
}

/** A heading without differences of case and spaces. */
export function headingKey(heading: string): string {
  return heading.normalize("NFKC").trim().toLowerCase().replace(/\s+/g, " ");
}

function kindOf(keys: readonly string[]): ImportKind {
  const has = (...words: string[]) => keys.some((key) => words.some((word) => key.includes(word)));
  const { headings } = anyFileOf("past_sales");
  const hasOne = (usual: readonly string[] = []) => usual.some((one) => keys.includes(one));
  if (hasOne(headings.number) && hasOne(headings.date)) return "past_sales";
  if (has("price", "sku", "barcode", "stock", "preis")) return "products";
  if (has("supplier", "vendor", "terms")) return "suppliers";
  return has("phone", "email", "e-mail", "customer") ? "customers" : "products";
}

function columnsOf(
  source: SourceHeadings,
  keys: readonly string[],
  names: KnownNames,
): ImportColumn[] {
  const found = new Map<number, ImportColumn>();
  for (const [field, wanted = []] of fieldsOf(source)) {
    const column = wanted.map((one) => keys.indexOf(one)).find((at) => at !== -1 && !found.has(at));
    if (column !== undefined) found.set(column, { column, field, target: null });
  }
  for (const pattern of source.patterns ?? [])
    for (const one of columnsOfPattern(pattern, keys, names))
      if (!found.has(one.column) && !isSecondPrice(one.field, [...found.values()]))
        found.set(one.column, one);
  return [...found.values()].toSorted((a, b) => a.column - b.column);
}

function fieldsOf({ headings }: SourceHeadings): [ImportField, readonly string[] | undefined][] {
  // safe because the keys of this object are fields
  return Object.entries(headings) as [ImportField, readonly string[] | undefined][];
}

/** A shop has one price of a product: that of the first store. */
function isSecondPrice(field: ImportField, found: readonly ImportColumn[]): boolean {
  return field === "price" && found.some((one) => one.field === "price");
}

function columnsOfPattern(
  { field, pattern, names }: HeadingPattern,
  keys: readonly string[],
  known: KnownNames,
): ImportColumn[] {
  const columns = keys.flatMap((key, column) => {
    const name = pattern.exec(key)?.[1];
    return name === undefined ? [] : [{ column, name }];
  });
  const targets = names === "tax" ? known.taxes : known.locations;
  const matched = columns.flatMap(({ column, name }) => {
    const target = targets.get(headingKey(name));
    return target === undefined ? [] : [{ column, field, target }];
  });
  if (names === "tax" || (matched.length > 0 && field === "stock")) return matched;
  return [...matched, ...columns]
    .slice(0, 1)
    .map(({ column }) => ({ column, field, target: null }));
}
