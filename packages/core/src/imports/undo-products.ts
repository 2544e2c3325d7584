/** Undoes the products of an import: what it created is deactivated, what it changed gets its values back. */
import { asc, eq, sql } from "drizzle-orm";
import { identityKey } from "@daybook/contract/fold";
import type { ImportField } from "@daybook/contract/import-fields";
import type { ImportProblem } from "@daybook/contract/imports";
import { parseMinor } from "@daybook/contract/money";
import type { ProductId } from "@daybook/contract/ids";
import { UpdateProduct } from "@daybook/contract/products";
import { parseQuantity } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { prepared } from "@daybook/db/statement";
import type { WriteCtx } from "../context/context.ts";
import { assert } from "../errors/domain-error.ts";
import { getLatestPrice } from "../products/prices.ts";
import { getProductRow } from "../products/product-rows.ts";
import type { ProductRow } from "../products/product-rows.ts";
import { deactivateProduct } from "../products/product-state.ts";
import { wholeProduct } from "../products/product-view.ts";
import type { WholeProduct } from "../products/product-view.ts";
import { updateProduct } from "../products/update-product.ts";
import { withdrawProducts } from "../products/withdraw-products.ts";
import { postMovements } from "../stock/post-movements.ts";
import type { MovementLine } from "../stock/post-movements.ts";
import { reversalOf } from "../stock/reversal-of.ts";
import { currentValues } from "./evaluate-products.ts";
import type { BatchRow, RowOutcome, StagedRow } from "./import-rows.ts";
import type { ImportScope } from "./import-scope.ts";
import { problemOf } from "./kind-of-import.ts";

type DocumentRow = WriteCtx["t"]["stockDocument"]["$inferSelect"];

/** What a created product has from its file, and nothing otherwise. */
const IMPORTED_FIELDS: readonly ImportField[] = [
  "name",
  "description",
  "category",
  "price",
  "barcodes",
  "reorderPoint",
  "target",
];

/** The stock to reverse, by document. */
type Reversals = Map<number, { readonly document: DocumentRow; readonly lines: MovementLine[] }>;

/** A row whose stock can be undone. */
interface Undoable {
  readonly row: StagedRow;
  readonly product: ProductRow;
}

const statements = prepared((db, t) => ({
  document: db
    .select()
    .from(t.stockDocument)
    .where(eq(t.stockDocument.publicId, sql.placeholder("publicId")))
    .prepare(),
  movements: db
    .select()
    .from(t.movement)
    .where(eq(t.movement.productId, sql.placeholder("productId")))
    .orderBy(asc(t.movement.id))
    .prepare(),
  sold: db
    .select({ id: t.saleLine.id })
    .from(t.saleLine)
    .where(eq(t.saleLine.productId, sql.placeholder("productId")))
    .limit(1)
    .prepare(),
}));

export async function undoProducts(
  ctx: WriteCtx,
  _batch: BatchRow,
  scope: ImportScope,
  rows: readonly StagedRow[],
): Promise<RowOutcome[]> {
  const outcomes: RowOutcome[] = [];
  const undoable: Undoable[] = [];
  const reversals: Reversals = new Map();
  for (const row of rows) {
    // safe because rows of products have the id of their product
    const product = await getProductRow(ctx, row.entityId as ProductId);
    const problem = await whyKept(ctx, scope, row, product);
    if (problem !== null) outcomes.push({ row, result: "kept", problems: [problem] });
    else if (await addReversals(ctx, row, product, reversals)) undoable.push({ row, product });
    else
      outcomes.push({ row, result: "kept", problems: [problemOf("used_since_import", "stock")] });
  }
  for (const { document, lines } of reversals.values()) {
    const { id, occurredAt, businessDate } = document;
    await postMovements(ctx, { type: "stock", id, occurredAt, businessDate }, lines);
  }
  const created = undoable.filter(({ row }) => row.state === "new");
  await ctx.dialect.lockStock(
    ctx,
    created.map(({ product }) => product.id),
  );
  await withdrawProducts(
    ctx,
    created.map(({ product }) => product),
  );
  for (const { row } of created) outcomes.push({ row, result: "undone" });
  for (const one of undoable)
    if (one.row.state === "changed") outcomes.push(await undoFields(ctx, scope, one));
  return outcomes;
}

/** Fields that a created product gets without a file too: only what the file gave is compared. */
const GIVEN_FIELDS: readonly ImportField[] = ["sku", "tax"];

/** A created product that someone has changed or sold since is kept as it is. */
async function whyKept(
  ctx: WriteCtx,
  scope: ImportScope,
  row: StagedRow,
  product: ProductRow,
): Promise<ImportProblem | null> {
  if (row.state !== "new") return null;
  if (product.version !== row.entityVersion && !(await isAsImported(ctx, scope, row, product)))
    return problemOf("changed_since_import");
  if (row.documents.length > 0) return null;
  const { movements, sold } = statements(ctx);
  const [moved] = await movements.execute({ productId: product.id });
  // Sales of what has no stock move nothing.
  const [line] = moved === undefined ? await sold.execute({ productId: product.id }) : [moved];
  return line === undefined ? null : problemOf("used_since_import");
}

/** Whether a created product has the values of its import again, such as after a later import that was undone. */
async function isAsImported(
  ctx: WriteCtx,
  scope: ImportScope,
  { data: { after } }: StagedRow,
  product: ProductRow,
): Promise<boolean> {
  const now = currentValues(scope, await wholeAt(ctx, product), []);
  const isGiven = (field: ImportField): boolean => after?.[field] !== undefined;
  const given = GIVEN_FIELDS.filter(isGiven);
  return [...IMPORTED_FIELDS, ...given].every((field) => now[field] === (after?.[field] ?? ""));
}

/** Collects the reversals of a row's movements. False if the product has moved since, or they were reversed already. */
async function addReversals(
  ctx: WriteCtx,
  row: StagedRow,
  product: ProductRow,
  reversals: Reversals,
): Promise<boolean> {
  if (row.documents.length === 0) return true;
  await ctx.dialect.lockStock(ctx, [product.id]);
  const documents: DocumentRow[] = [];
  for (const publicId of row.documents)
    documents.push(...(await statements(ctx).document.execute({ publicId })));
  const ids = new Set(documents.map(({ id }) => id));
  const movements = await statements(ctx).movements.execute({ productId: product.id });
  const own = movements.filter((one) => one.docType === "stock" && ids.has(one.docId));
  const first = own[0]?.id ?? 0;
  if (own.some(({ reverses }) => reverses !== null)) return false;
  if (movements.some((one) => one.id > first && !own.includes(one))) return false;
  for (const original of own) {
    const document = documents.find(({ id }) => id === original.docId);
    assert(document !== undefined, "the movements were selected by these documents");
    const known = reversals.get(document.id) ?? { document, lines: [] };
    reversals.set(document.id, known);
    known.lines.push(await reversalOf(ctx, original, product));
  }
  return true;
}

async function undoFields(
  ctx: WriteCtx,
  scope: ImportScope,
  { row, product }: Undoable,
): Promise<RowOutcome> {
  const id = product.publicId;
  const whole = await wholeAt(ctx, product);
  const { set, problems } = valuesBefore(scope, row, whole);
  let { version } = product;
  if (Object.keys(set).length > 0)
    ({ version } = await updateProduct(
      ctx,
      UpdateProduct.parse({ key: newId(), id, version, ...set }),
    ));
  const isAgainInactive = row.data.before?.active === "no" && problems.length === 0 && whole.active;
  if (isAgainInactive) {
    if (whole.barcodes.length > 0 && row.data.before?.barcodes === "")
      ({ version } = await updateProduct(
        ctx,
        UpdateProduct.parse({ key: newId(), id, version, barcodes: [] }),
      ));
    await deactivateProduct(ctx, { key: newId(), id, version });
  }
  return { row, result: problems.length === 0 ? "undone" : "kept", problems };
}

async function wholeAt(ctx: WriteCtx, product: ProductRow): Promise<WholeProduct> {
  const { validFrom } = await getLatestPrice(ctx, product.id);
  return wholeProduct(ctx, product, Math.max(ctx.now, validFrom));
}

/** The fields to set back; those that were changed since the import are problems instead. */
function valuesBefore(
  scope: ImportScope,
  row: StagedRow,
  whole: WholeProduct,
): { readonly set: Record<string, unknown>; readonly problems: ImportProblem[] } {
  const { before, after } = row.data;
  assert(before !== null && after !== null, "a changed row has both");
  const now = currentValues(scope, whole, []);
  const set: Record<string, unknown> = {};
  const problems: ImportProblem[] = [];
  // safe because these are the fields of a staged row
  for (const field of Object.keys(before) as ImportField[]) {
    if (field === "stock" || field === "active") continue;
    const columns =
      now[field] === after[field]
        ? columnsOf(scope, field, before[field] ?? "", whole, before)
        : null;
    if (columns === null) problems.push(problemOf("changed_since_import", field));
    else Object.assign(set, columns);
  }
  return { set, problems };
}

/** Null if the shop no longer has what the text names. */
function columnsOf(
  scope: ImportScope,
  field: ImportField,
  text: string,
  whole: WholeProduct,
  before: StagedRow["data"]["before"],
): Record<string, unknown> | null {
  switch (field) {
    case "name":
    case "description":
      return { [field]: text };
    case "price":
      return { priceMinor: parseMinor(text, scope.exponent) };
    case "barcodes":
      return { barcodes: text === "" ? [] : text.split(", ") };
    case "category":
      return text === "" ? { categoryId: null } : categoryOf(scope, text);
    case "tax":
      return taxClassOf(scope, text);
    case "reorderPoint":
    case "target":
      return { reorderRules: rulesBefore(whole, before) };
    default:
      return {};
  }
}

/** A deactivated category takes no products. */
function categoryOf({ paths, categories }: ImportScope, text: string) {
  const categoryId = [...paths].find(([, path]) => path === text)?.[0];
  const isActive = [...categories.values()].some((one) => one.id === categoryId && one.isActive);
  return isActive ? { categoryId } : null;
}

function taxClassOf({ taxes }: ImportScope, name: string) {
  const found = taxes.get(identityKey(name));
  return found === undefined ? null : { taxClassId: found.id };
}

/** The reorder rule of the whole shop as before, and those of locations as they are. */
function rulesBefore(whole: WholeProduct, before: StagedRow["data"]["before"]): object[] {
  const others = whole.reorderRules.filter(({ locationId }) => locationId !== null);
  const own = whole.reorderRules.find(({ locationId }) => locationId === null);
  const quantity = (field: "reorderPoint" | "target", now: number | undefined) => {
    const text = before?.[field];
    return text === undefined ? now : (parseQuantity(text) ?? undefined);
  };
  const reorderPointMilli = quantity("reorderPoint", own?.reorderPointMilli);
  const targetMilli = quantity("target", own?.targetMilli);
  if (reorderPointMilli === undefined || targetMilli === undefined) return others;
  return [{ reorderPointMilli, targetMilli }, ...others];
}
