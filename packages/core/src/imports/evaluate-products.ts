/** Compares rows of a file with the products of the shop: what each creates, changes or gets wrong. */
import { asc, eq, sql } from "drizzle-orm";
import { decimalText } from "@daybook/contract/decimal";
import { mulDiv } from "@daybook/contract/exact";
import { identityKey, sortKey } from "@daybook/contract/fold";
import { barcodeReadings, readCode } from "@daybook/contract/gtin";
import type { ImportField } from "@daybook/contract/import-fields";
import { minorToDecimal, MOST_DOCUMENT_MINOR } from "@daybook/contract/money";
import { isOnStep, milli, quantityToDecimal } from "@daybook/contract/quantity";
import { UNITS } from "@daybook/contract/units";
import { prepared } from "@daybook/db/statement";
import type { ReadCtx } from "../context/context.ts";
import { findBarcodeOwners } from "../products/barcodes.ts";
import { getLatestPrice } from "../products/prices.ts";
import type { ProductRow } from "../products/product-rows.ts";
import { wholeProduct } from "../products/product-view.ts";
import type { WholeProduct } from "../products/product-view.ts";
import type { LocationRow } from "../locations/location-rows.ts";
import { levelOf } from "../stock/level-of.ts";
import type { EvaluatedRow, SeenRows, Values } from "./evaluated-row.ts";
import { categoryKey, taxOf } from "./import-scope.ts";
import type { ImportScope } from "./import-scope.ts";
import { COST_PLACES, parseProduct, RowProblems } from "./parse-product.ts";
import type { ParsedProduct } from "./parse-product.ts";
import type { Draft, DraftValues } from "./reading/draft-maker.ts";

/** Stock of one location that the row sets. */
export interface StockToSet {
  readonly place: LocationRow;
  readonly quantityMilli: number;
  readonly currentMilli: number;
}

export interface EvaluatedProduct extends EvaluatedRow {
  readonly parsed: ParsedProduct | null;
  /** The product that the row changes. */
  readonly product: { readonly row: ProductRow; readonly whole: WholeProduct } | null;
  readonly stocks: readonly StockToSet[];
}

const lookup = prepared((db, t) => ({
  bySku: db
    .select()
    .from(t.product)
    .where(eq(t.product.skuKey, sql.placeholder("skuKey")))
    .prepare(),
  byName: db
    .select()
    .from(t.product)
    .where(eq(t.product.nameKey, sql.placeholder("nameKey")))
    .orderBy(asc(t.product.id))
    .limit(3)
    .prepare(),
  byId: db
    .select()
    .from(t.product)
    .where(eq(t.product.id, sql.placeholder("id")))
    .prepare(),
}));

/** The key that two rows of a file must not share: the SKU, or without one the name. */
export function rowKeyOf(values: DraftValues): string {
  return values.sku === undefined
    ? `name:${identityKey(values.name ?? "")}`
    : `sku:${identityKey(values.sku)}`;
}

export async function evaluateProduct(
  ctx: ReadCtx,
  scope: ImportScope,
  draft: Pick<Draft, "row" | "values" | "notes" | "leftOut">,
  seen: SeenRows | null,
): Promise<EvaluatedProduct> {
  const { row, values, notes } = draft;
  const base = { row, values, notes, rowKey: rowKeyOf(values), before: null, after: null };
  const nothing = { parsed: null, product: null, stocks: [], stockMilli: 0, retailMinor: 0 };
  const problems = new RowProblems();
  if (draft.leftOut !== null) {
    problems.warn(null, draft.leftOut);
    return { ...base, ...nothing, rowKey: "", state: "ignored", problems: problems.list };
  }
  const parsed = parseProduct(values, scope, problems);
  if (seen !== null) checkSeen(row, base.rowKey, parsed, seen, problems);
  const found = await findProduct(ctx, parsed, problems);
  const whole =
    found === null ? null : await wholeProduct(ctx, found, await priceAt(ctx, found.id));
  const stocks = await stocksOf(ctx, scope, parsed, found, problems);
  checkReferences(scope, parsed, whole, stocks, problems);
  const after = canonical(scope, parsed, stocks, whole);
  const all = [...notes, ...problems.list];
  if (problems.isWrong) return { ...base, ...nothing, after, state: "wrong", problems: all };
  const sums = sumsOf(parsed, stocks);
  const product = whole === null || found === null ? null : { row: found, whole };
  if (product === null)
    return { ...base, parsed, product, stocks, after, ...sums, state: "new", problems: all };
  const now = currentValues(scope, product.whole, stocks);
  const changes = changesOf(now, after, product.whole.active);
  const state = changes === null ? "unchanged" : "changed";
  const kept = state === "changed" ? sums : { stockMilli: 0, retailMinor: 0 };
  return { ...base, parsed, product, stocks, ...changes, ...kept, state, problems: all };
}

async function priceAt(ctx: ReadCtx, productId: number): Promise<number> {
  return Math.max(ctx.now, (await getLatestPrice(ctx, productId)).validFrom);
}

function checkSeen(
  row: number,
  rowKey: string,
  { sku, barcodes }: ParsedProduct,
  seen: SeenRows,
  problems: RowProblems,
): void {
  const earlier = seen.rows.get(rowKey);
  if (earlier === undefined) seen.rows.set(rowKey, row);
  else if (sku === undefined) problems.error("name", "name_twice", { row: earlier });
  else problems.error("sku", "sku_twice", { row: earlier });
  for (const text of barcodes) {
    for (const { code } of barcodeReadings(text)) {
      const other = seen.barcodes.get(code);
      if (other !== undefined && other !== row)
        problems.error("barcodes", "barcode_twice", { row: other });
      else seen.barcodes.set(code, row);
    }
  }
}

/** By SKU; without one by barcode, then by name. A barcode of another product is refused at its cell. */
async function findProduct(
  ctx: ReadCtx,
  parsed: ParsedProduct,
  problems: RowProblems,
): Promise<ProductRow | null> {
  const bySku =
    parsed.sku === undefined
      ? undefined
      : (await lookup(ctx).bySku.execute({ skuKey: identityKey(parsed.sku) }))[0];
  const owners = new Map<number, string>();
  for (const code of parsed.barcodes)
    for (const owner of await findBarcodeOwners(ctx, code)) owners.set(owner.productId, owner.name);
  const [first] = owners.keys();
  const found =
    bySku ?? (parsed.sku === undefined ? await otherwise(ctx, parsed, first, problems) : null);
  for (const [id, name] of owners)
    if (id !== found?.id) problems.error("barcodes", "barcode_of_other", { name });
  return found;
}

async function otherwise(
  ctx: ReadCtx,
  { name }: ParsedProduct,
  ownerId: number | undefined,
  problems: RowProblems,
): Promise<ProductRow | null> {
  if (ownerId !== undefined) return (await lookup(ctx).byId.execute({ id: ownerId }))[0] ?? null;
  if (name === undefined || name === "") return null;
  const named = await lookup(ctx).byName.execute({ nameKey: sortKey(name) });
  const same = named.filter((row) => identityKey(row.name) === identityKey(name));
  const active = same.filter((row) => row.deactivatedAt === null);
  const candidates = active.length > 0 ? active : same;
  if (candidates.length > 1) problems.error("name", "name_of_several");
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

async function stocksOf(
  ctx: ReadCtx,
  scope: ImportScope,
  parsed: ParsedProduct,
  found: ProductRow | null,
  problems: RowProblems,
): Promise<StockToSet[]> {
  const stocks: StockToSet[] = [];
  for (const { place: name, quantityMilli } of parsed.stocks) {
    const place = name === null ? scope.place : scope.places.get(identityKey(name));
    if (place === undefined || place === null) {
      problems.error("stock", "import_location_gone");
      continue;
    }
    const currentMilli =
      found === null ? 0 : await levelOf(ctx, { productId: found.id, locationId: place.id });
    stocks.push({ place, quantityMilli, currentMilli });
  }
  return stocks;
}

function checkReferences(
  scope: ImportScope,
  parsed: ParsedProduct,
  whole: WholeProduct | null,
  stocks: readonly StockToSet[],
  problems: RowProblems,
): void {
  if (parsed.tax !== undefined) {
    if (parsed.tax.includes(" + ")) problems.error("tax", "two_tax_rates");
    else if (taxOf(scope, parsed.tax) === undefined)
      problems.error("tax", "tax_unknown", { name: parsed.tax });
  }
  if (parsed.category !== undefined && parsed.category.some((name) => name.length > 100))
    problems.error("category", "too_long", { max: 100 });
  if (parsed.category !== undefined && parsed.category.length > 8)
    problems.error("category", "not_valid");
  if (whole === null && parsed.priceMinor === undefined && !hasProblem(problems, "price"))
    problems.error("price", "required");
  if (whole !== null && parsed.unit !== undefined && parsed.unit !== whole.unit)
    problems.warn("unit", "unit_fixed", { unit: whole.unit });
  checkStock(parsed, whole, stocks, problems);
}

function hasProblem(problems: RowProblems, field: ImportField): boolean {
  return problems.list.some((one) => one.field === field);
}

function checkStock(
  parsed: ParsedProduct,
  whole: WholeProduct | null,
  stocks: readonly StockToSet[],
  problems: RowProblems,
): void {
  const step = whole?.quantityStepMilli ?? UNITS[parsed.unit ?? "each"].stepMilli;
  if (stocks.some(({ quantityMilli }) => !isOnStep(quantityMilli, step)))
    problems.error("stock", "pieces_not_whole");
  if (whole !== null && whole.kind !== "stock" && stocks.length > 0)
    problems.warn("stock", "stock_not_kept");
  const more = stocks.filter(({ quantityMilli, currentMilli }) => quantityMilli > currentMilli);
  if (more.length === 0) return;
  if (whole === null && parsed.unitCost === undefined) problems.warn("cost", "cost_unknown");
  const most = Math.max(...more.map(({ quantityMilli }) => quantityMilli)) / 1000;
  const cost = (parsed.unitCost ?? 0) / 10 ** COST_PLACES;
  if (most * Math.max(cost, parsed.priceMinor ?? 0) > MOST_DOCUMENT_MINOR)
    problems.error("stock", "amount_too_large");
}

/** The stock of the row, and what it is sold for. */
function sumsOf(
  { priceMinor = 0 }: ParsedProduct,
  stocks: readonly StockToSet[],
): { stockMilli: number; retailMinor: number } {
  const stockMilli = stocks.reduce((sum, { quantityMilli }) => sum + quantityMilli, 0);
  return { stockMilli, retailMinor: mulDiv(priceMinor, stockMilli, 1000) };
}

/** The values of the row as the product would have them; only those that the file gives. */
function canonical(
  scope: ImportScope,
  parsed: ParsedProduct,
  stocks: readonly StockToSet[],
  whole: WholeProduct | null,
): Values {
  const values: Values = {};
  const set = (field: ImportField, text: string | undefined) => {
    if (text !== undefined) values[field] = text;
  };
  set("sku", whole?.sku ?? parsed.sku);
  set("name", parsed.name);
  set("description", parsed.description);
  set("category", categoryText(scope, parsed.category));
  set("tax", parsed.tax === undefined ? undefined : (taxOf(scope, parsed.tax)?.name ?? parsed.tax));
  if (whole === null) set("unit", parsed.unit);
  if (parsed.priceMinor !== undefined)
    set("price", minorToDecimal(parsed.priceMinor, scope.exponent));
  if (parsed.unitCost !== undefined && whole === null)
    set(
      "cost",
      decimalText(parsed.unitCost, scope.exponent + COST_PLACES).replace(/\.?0{1,4}$/, ""),
    );
  if (parsed.barcodes.length > 0) set("barcodes", barcodesAfter(parsed.barcodes, whole).join(", "));
  if (stocks.length > 0 && (whole === null || whole.kind === "stock"))
    set(
      "stock",
      stockText(stocks, ({ quantityMilli }) => quantityMilli),
    );
  for (const [field, quantity] of ruleAfter(parsed)) set(field, quantity);
  return values;
}

/** As the shop writes it, if it has the category. */
function categoryText(scope: ImportScope, path: readonly string[] | undefined): string | undefined {
  if (path === undefined) return undefined;
  const known = scope.categories.get(categoryKey(path));
  return scope.paths.get(known?.id ?? "") ?? path.join(" > ");
}

/** A barcode is added to those that the product has; an import never removes one. */
export function barcodesAfter(codes: readonly string[], whole: WholeProduct | null): string[] {
  const known = new Set(whole?.barcodes.map(({ code }) => code));
  const shown = whole?.barcodes.map((one) => one.shown) ?? [];
  const added = codes.filter((text) => barcodeReadings(text).every(({ code }) => !known.has(code)));
  return [...new Set([...shown, ...added.map((text) => readCode(text))])].toSorted();
}

/** A reorder point without a target orders up to twice of it. */
export function reorderRuleOf(parsed: ParsedProduct): { point: number; target: number } | null {
  const { reorderPointMilli: point, targetMilli } = parsed;
  if (point === undefined || point === 0) return null;
  return {
    point,
    target: targetMilli !== undefined && targetMilli > point ? targetMilli : 2 * point,
  };
}

function ruleAfter(parsed: ParsedProduct): [ImportField, string][] {
  const rule = reorderRuleOf(parsed);
  if (rule === null) return [];
  return [
    ["reorderPoint", quantityToDecimal(milli(rule.point))],
    ["target", quantityToDecimal(milli(rule.target))],
  ];
}

function stockText(
  stocks: readonly StockToSet[],
  quantityOf: (stock: StockToSet) => number,
): string {
  return stocks
    .map((stock) => {
      const text = quantityToDecimal(milli(quantityOf(stock)));
      return stocks.length === 1 ? text : `${text} @ ${stock.place.name}`;
    })
    .join("; ");
}

/** The values of a product now, in the same form. */
export function currentValues(
  scope: Pick<ImportScope, "exponent" | "paths">,
  whole: WholeProduct,
  stocks: readonly StockToSet[],
): Values {
  const rule = whole.reorderRules.find(({ locationId }) => locationId === null);
  return {
    sku: whole.sku,
    name: whole.name,
    description: whole.description,
    category: scope.paths.get(whole.category?.id ?? "") ?? "",
    tax: whole.taxClass.name,
    price: minorToDecimal(whole.priceMinor, scope.exponent),
    barcodes: whole.barcodes
      .map(({ shown }) => shown)
      .toSorted()
      .join(", "),
    stock: stockText(stocks, ({ currentMilli }) => currentMilli),
    reorderPoint: rule === undefined ? "" : quantityToDecimal(rule.reorderPointMilli),
    target: rule === undefined ? "" : quantityToDecimal(rule.targetMilli),
  };
}

/** The fields that differ; null if none does. */
function changesOf(
  now: Values,
  after: Values,
  isActive: boolean,
): { before: Values; after: Values } | null {
  const before: Values = {};
  const changed: Values = {};
  // safe because these are the fields of a row
  for (const field of Object.keys(after) as ImportField[]) {
    if (now[field] === after[field]) continue;
    before[field] = now[field] ?? "";
    changed[field] = after[field] ?? "";
  }
  if (!isActive) {
    before.active = "no";
    changed.active = "yes";
  }
  return Object.keys(changed).length === 0 ? null : { before, after: changed };
}
