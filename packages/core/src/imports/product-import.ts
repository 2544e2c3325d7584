/** Imports products with their prices, barcodes, categories, reorder points and stock. */
import { mulDiv } from "@daybook/contract/exact";
import { minor } from "@daybook/contract/money";
import { NewProduct, UpdateProduct } from "@daybook/contract/products";
import type { Product } from "@daybook/contract/products";
import { milli } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import type { WriteCtx } from "../context/context.ts";
import { assert } from "../errors/domain-error.ts";
import { createProducts } from "../products/create-product.ts";
import { reactivateProduct } from "../products/product-state.ts";
import { updateProduct } from "../products/update-product.ts";
import { recordStockDocument } from "../stock/stock-documents.ts";
import type { DocumentLine, NewStockDocument } from "../stock/stock-documents.ts";
import { barcodesAfter, evaluateProduct, reorderRuleOf, rowKeyOf } from "./evaluate-products.ts";
import type { EvaluatedProduct } from "./evaluate-products.ts";
import { ensureCategory, storeMadeCategories } from "./import-categories.ts";
import type { BatchRow, RowOutcome, StagedRow } from "./import-rows.ts";
import { taxOf } from "./import-scope.ts";
import type { ImportScope } from "./import-scope.ts";
import { draftOf, failedRow, isAsShown, problemOf } from "./kind-of-import.ts";
import type { KindOfImport } from "./kind-of-import.ts";
import { COST_PLACES } from "./parse-product.ts";
import { undoProducts } from "./undo-products.ts";

export const PRODUCTS: KindOfImport = {
  keyOf: (_ctx, _scope, { values }) => rowKeyOf(values),
  evaluate: async (ctx, scope, drafts, seen) => {
    const rows: EvaluatedProduct[] = [];
    for (const draft of drafts) rows.push(await evaluateProduct(ctx, scope, draft, seen));
    return rows;
  },
  commit: commitProducts,
  undo: undoProducts,
  rowsPerWrite: 25,
};

/** A row with the product that it created or changed. */
interface DoneRow {
  readonly row: StagedRow;
  readonly evaluated: EvaluatedProduct;
  readonly product: Pick<Product, "id" | "version">;
}

async function commitProducts(
  ctx: WriteCtx,
  batch: BatchRow,
  scope: ImportScope,
  rows: readonly StagedRow[],
): Promise<RowOutcome[]> {
  const failed: RowOutcome[] = [];
  const created: Omit<DoneRow, "product">[] = [];
  const changed: Omit<DoneRow, "product">[] = [];
  for (const row of rows) {
    const evaluated = await evaluateProduct(ctx, scope, draftOf(row), null);
    if (!isAsShown(row, evaluated)) failed.push(failedRow(row, [...whyOther(evaluated)]));
    else (evaluated.state === "new" ? created : changed).push({ row, evaluated });
  }
  const made: string[] = [];
  const done = [
    ...(await create(ctx, scope, created, made)),
    ...(await change(ctx, scope, changed, made)),
  ];
  await storeMadeCategories(ctx, batch, made);
  const documents = await setStock(ctx, batch, scope, done);
  const outcomes = done.map(({ row, product }): RowOutcome => ({
    row,
    result: "imported",
    entityId: product.id,
    entityVersion: product.version,
    documents: documents.get(row.rowNo) ?? [],
  }));
  return [...failed, ...outcomes];
}

function whyOther({ problems }: EvaluatedProduct) {
  const errors = problems.filter(({ severity }) => severity === "error");
  return errors.length > 0 ? errors : [problemOf("changed_since_preview")];
}

async function create(
  ctx: WriteCtx,
  scope: ImportScope,
  rows: readonly Omit<DoneRow, "product">[],
  made: string[],
): Promise<DoneRow[]> {
  if (rows.length === 0) return [];
  const inputs: NewProduct[] = [];
  for (const { evaluated } of rows) inputs.push(await newProduct(ctx, scope, evaluated, made));
  const { products } = await createProducts(ctx, { key: newId(), products: inputs });
  return rows.map((row, index) => {
    const product = products[index];
    assert(product !== undefined, "one wanted product is one made product");
    return { ...row, product };
  });
}

async function newProduct(
  ctx: WriteCtx,
  scope: ImportScope,
  { parsed }: EvaluatedProduct,
  made: string[],
): Promise<NewProduct> {
  assert(parsed !== null, "a row that is not wrong was parsed");
  const rule = reorderRuleOf(parsed);
  return NewProduct.parse({
    ...(parsed.sku === undefined ? {} : { sku: parsed.sku }),
    name: parsed.name,
    description: parsed.description ?? "",
    categoryId:
      parsed.category === undefined
        ? null
        : await ensureCategory(ctx, scope, parsed.category, made),
    unit: parsed.unit ?? "each",
    kind: parsed.isService ? "service" : "stock",
    ...(parsed.tax === undefined ? {} : { taxClassId: taxOf(scope, parsed.tax)?.id }),
    priceMinor: parsed.priceMinor ?? 0,
    barcodes: parsed.barcodes,
    reorderRules:
      rule === null ? [] : [{ reorderPointMilli: rule.point, targetMilli: rule.target }],
  });
}

async function change(
  ctx: WriteCtx,
  scope: ImportScope,
  rows: readonly Omit<DoneRow, "product">[],
  made: string[],
): Promise<DoneRow[]> {
  const done: DoneRow[] = [];
  for (const one of rows) {
    const { product, after } = one.evaluated;
    assert(product !== null && after !== null, "a changed row has a product and changes");
    const { publicId: id } = product.row;
    let { version } = product.row;
    // A product can only be active in an active category.
    const path = scope.paths.get(product.whole.category?.id ?? "");
    if (after.active === "yes" && path !== undefined)
      await ensureCategory(ctx, scope, path.split(" > "), made);
    if (after.active === "yes")
      ({ version } = await reactivateProduct(ctx, { key: newId(), id, version }));
    const set = await changedFields(ctx, scope, one.evaluated, made);
    if (Object.keys(set).length > 0)
      ({ version } = await updateProduct(
        ctx,
        UpdateProduct.parse({ key: newId(), id, version, ...set }),
      ));
    done.push({ ...one, product: { id, version } });
  }
  return done;
}

async function changedFields(
  ctx: WriteCtx,
  scope: ImportScope,
  { parsed, product, after }: EvaluatedProduct,
  made: string[],
): Promise<Record<string, unknown>> {
  assert(parsed !== null && after !== null, "a changed row was parsed and has changes");
  const set: Record<string, unknown> = {};
  if (after.name !== undefined) set["name"] = parsed.name;
  if (after.description !== undefined) set["description"] = parsed.description;
  if (after.price !== undefined) set["priceMinor"] = parsed.priceMinor;
  if (after.barcodes !== undefined)
    set["barcodes"] = barcodesAfter(parsed.barcodes, product?.whole ?? null);
  if (after.category !== undefined && parsed.category !== undefined)
    set["categoryId"] = await ensureCategory(ctx, scope, parsed.category, made);
  if (after.tax !== undefined && parsed.tax !== undefined)
    set["taxClassId"] = taxOf(scope, parsed.tax)?.id;
  const rule = reorderRuleOf(parsed);
  if (rule !== null && (after.reorderPoint !== undefined || after.target !== undefined)) {
    const others = product?.whole.reorderRules.filter((one) => one.locationId !== null) ?? [];
    const own = { reorderPointMilli: rule.point, targetMilli: rule.target };
    set["reorderRules"] = [own, ...others];
  }
  return set;
}

/** The document that a line belongs to: one for each kind, location and direction. */
interface StockLines {
  readonly document: Omit<NewStockDocument, "input" | "lines">;
  readonly lines: DocumentLine[];
  readonly rows: number[];
}

/** Records the stock of the rows: as opening stock if a product has none, otherwise as a correction of the difference. */
async function setStock(
  ctx: WriteCtx,
  batch: BatchRow,
  scope: ImportScope,
  done: readonly DoneRow[],
): Promise<Map<number, string[]>> {
  const groups = new Map<string, StockLines>();
  for (const { row, evaluated, product } of done) {
    for (const stock of evaluated.stocks) {
      const delta = stock.quantityMilli - stock.currentMilli;
      const isStocked = (evaluated.product?.whole.kind ?? "stock") === "stock";
      if (delta === 0 || !isStocked) continue;
      const isOpening = delta > 0 && (evaluated.product?.whole.onHandMilli ?? 0) === 0;
      const key = `${isOpening ? "opening" : "adjust"} ${delta > 0} ${stock.place.id}`;
      const group = groups.get(key) ?? {
        document: {
          kind: isOpening ? "opening" : "adjust",
          from: delta > 0 ? null : stock.place,
          to: delta > 0 ? stock.place : null,
          reason: isOpening ? null : "correction",
        },
        lines: [],
        rows: [],
      };
      groups.set(key, group);
      group.rows.push(row.rowNo);
      group.lines.push({
        productId: product.id,
        quantityMilli: milli(Math.abs(delta)),
        cost: isOpening ? openingCost(evaluated, delta) : "average",
        path: `lines.${group.lines.length}.`,
      });
    }
  }
  const documents = new Map<number, string[]>();
  for (const { document, lines, rows } of groups.values()) {
    const input = { key: newId(), note: batch.fileName };
    const { id } = await recordStockDocument(ctx, { ...document, input, lines });
    for (const row of rows) documents.set(row, [...(documents.get(row) ?? []), id]);
  }
  return documents;
}

function openingCost({ parsed }: EvaluatedProduct, quantity: number) {
  return minor(mulDiv(parsed?.unitCost ?? 0, quantity, 1000 * 10 ** COST_PLACES));
}
