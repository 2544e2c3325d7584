import { eq, sql } from "drizzle-orm";
import { identityKey, sortKey } from "@daybook/contract/fold";
import { UNITS } from "@daybook/contract/units";
import type {
  CreateProduct,
  CreateProducts,
  NewProduct,
  Product,
} from "@daybook/contract/products";
import { MilliPositive } from "@daybook/contract/quantity";
import type { Milli } from "@daybook/contract/quantity";
import { productSearchText } from "@daybook/contract/search-text";
import { newId } from "@daybook/contract/uuid";
import { prepared } from "@daybook/db/statement";
import { recordAudit } from "../writes/audit.ts";
import type { WriteCtx } from "../context/context.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import { lockShop } from "../writes/lock-shop.ts";
import { Refusals } from "../errors/refusals.ts";
import { nextSku } from "./sku-pattern.ts";
import { orDuplicate } from "../records/unique-key.ts";
import { insertedRow } from "../records/versions.ts";
import { checkBarcodes, insertBarcodes } from "./barcodes.ts";
import type { CheckedBarcode } from "./barcodes.ts";
import { evaluateLowStock } from "../alerts/evaluate-low-stock.ts";
import { insertPrice } from "./prices.ts";
import { referredRowId } from "../records/referred-rows.ts";
import { depositRowId, taxClassRowId, unitRowId } from "./product-references.ts";
import type { ProductRow } from "./product-rows.ts";
import { editedParts, shownProduct, wholeNewProduct } from "./product-view.ts";
import { checkRules, insertRules } from "../alerts/reorder-rules.ts";
import type { CheckedRule } from "../alerts/reorder-rules.ts";
import { checkTerms, insertTerms } from "./supplier-terms.ts";
import type { SupplierTerms } from "./supplier-terms.ts";
import { newPlainFields, plainPlaceholders } from "./plain-fields.ts";

/**
 * Creates one product with its price, barcodes, suppliers and reorder rules. Without a SKU it gets the next one of the
 * shop's pattern. Reports all errors at once: 409 `duplicate` at `sku` and `barcodes.N`, 404 and 409 `inactive` at
 * `categoryId`, `suppliers.N.supplierId`, `reorderRules.N.locationId`.
 */
export async function createProduct(ctx: WriteCtx, input: CreateProduct): Promise<Product> {
  const [product] = await createAll(ctx, [{ input, prefix: "" }]);
  assert(product !== undefined, "one wanted product is one made product");
  return product;
}

/** Creates all products or, if one is refused, none; each refusal has a path `products.N.…`. */
export async function createProducts(
  ctx: WriteCtx,
  input: CreateProducts,
): Promise<{ products: Product[] }> {
  const wanted = input.products.map((product, index) => ({
    input: product,
    prefix: `products.${index}.`,
  }));
  return { products: await createAll(ctx, wanted) };
}

interface Wanted {
  readonly input: NewProduct;
  /** The path prefix of the product in the request: `products.3.`. */
  readonly prefix: string;
}

/** A validated product. */
interface Draft extends Wanted {
  readonly sku: string;
  readonly categoryId: number | null;
  readonly taxClassId: number;
  readonly depositId: number | null;
  readonly baseUomId: number;
  readonly quantityStepMilli: Milli;
  readonly barcodes: readonly CheckedBarcode[];
  readonly terms: readonly SupplierTerms[];
  readonly rules: readonly CheckedRule[];
}

async function createAll(ctx: WriteCtx, wanted: readonly Wanted[]): Promise<Product[]> {
  const refusals = new Refusals();
  const skus = await chooseSkus(ctx, wanted, refusals);
  const given = new Map<string, string>();
  const drafts: Draft[] = [];
  for (const [index, one] of wanted.entries()) {
    const draft = await look(ctx, one, skus[index] ?? "", given, refusals);
    if (draft !== null) drafts.push(draft);
  }
  refusals.throwAny();
  const products: Product[] = [];
  for (const draft of drafts) products.push(await insert(ctx, draft));
  return products;
}

const statements = prepared((db, t) => ({
  bySku: db
    .select({ publicId: t.product.publicId, name: t.product.name })
    .from(t.product)
    .where(eq(t.product.skuKey, sql.placeholder("skuKey")))
    .prepare(),
  insert: db
    .insert(t.product)
    .values({
      publicId: sql.placeholder("publicId"),
      sku: sql.placeholder("sku"),
      skuKey: sql.placeholder("skuKey"),
      name: sql.placeholder("name"),
      nameKey: sql.placeholder("nameKey"),
      ...plainPlaceholders(),
      search: sql.placeholder("search"),
      categoryId: sql.placeholder("categoryId"),
      familyId: null,
      baseUomId: sql.placeholder("baseUomId"),
      quantityStepMilli: sql.placeholder("quantityStepMilli"),
      kind: sql.placeholder("kind"),
      tracking: "none",
      taxClassId: sql.placeholder("taxClassId"),
      depositId: sql.placeholder("depositId"),
      version: 1,
      createdAt: sql.placeholder("now"),
      updatedAt: sql.placeholder("now"),
      deactivatedAt: null,
    })
    .returning()
    .prepare(),
}));

/**
 * Refuses 409 `duplicate` at `path` if another product has the SKU, whatever its state, ignoring case and invisible
 * characters.
 */
export async function checkSku(ctx: WriteCtx, sku: string, path: string): Promise<void> {
  const [other] = await statements(ctx).bySku.execute({ skuKey: identityKey(sku) });
  if (other === undefined) return;
  const by = { existingId: other.publicId, existingName: other.name };
  throw refuse("duplicate", { field: "sku", value: sku, ...by }, path);
}

/** The SKU of each product: given ones first, so none of them is assigned as the next free one. */
async function chooseSkus(
  ctx: WriteCtx,
  wanted: readonly Wanted[],
  refusals: Refusals,
): Promise<string[]> {
  const promised = new Set<string>();
  for (const { input, prefix } of wanted) {
    if (input.sku === undefined) continue;
    if (promised.has(identityKey(input.sku))) {
      refusals.add(
        refuse("duplicate", { field: "sku", value: input.sku, existingId: null }, `${prefix}sku`),
      );
    } else {
      await refusals.keep(checkSku(ctx, input.sku, `${prefix}sku`));
    }
    promised.add(identityKey(input.sku));
  }
  // Two concurrent requests must not get the same number.
  if (wanted.some(({ input }) => input.sku === undefined)) await lockShop(ctx);
  const skus: string[] = [];
  for (const { input } of wanted) {
    const sku = input.sku ?? (await nextSku(ctx, promised));
    promised.add(identityKey(sku));
    skus.push(sku);
  }
  return skus;
}

async function look(
  ctx: WriteCtx,
  { input, prefix }: Wanted,
  sku: string,
  given: Map<string, string>,
  refusals: Refusals,
): Promise<Draft | null> {
  const categoryId =
    input.categoryId === null
      ? null
      : await refusals.keep(
          referredRowId(ctx, "category", input.categoryId, `${prefix}categoryId`),
        );
  const taxClassId = await refusals.keep(
    taxClassRowId(ctx, input.taxClassId, `${prefix}taxClassId`),
  );
  const quantityStepMilli =
    input.quantityStepMilli ?? MilliPositive.parse(UNITS[input.unit].stepMilli);
  const depositId = await refusals.keep(
    depositRowId(ctx, input.depositId ?? null, {
      kind: input.kind,
      quantityStepMilli,
      already: null,
      path: `${prefix}depositId`,
    }),
  );
  const lists = { already: new Set<number>(), refusals };
  const barcodes = await checkBarcodes(ctx, input.barcodes, {
    productId: null,
    path: `${prefix}barcodes`,
    given,
    refusals,
  });
  const terms = await checkTerms(ctx, input.suppliers, { ...lists, path: `${prefix}suppliers` });
  const rules = await checkRules(ctx, input.reorderRules, {
    ...lists,
    path: `${prefix}reorderRules`,
  });
  if (categoryId === undefined || taxClassId === undefined || depositId === undefined) return null;
  const baseUomId = await unitRowId(ctx, input.unit);
  return {
    input,
    prefix,
    sku,
    categoryId,
    taxClassId,
    depositId,
    baseUomId,
    quantityStepMilli,
    barcodes,
    terms,
    rules,
  };
}

async function insert(ctx: WriteCtx, draft: Draft): Promise<Product> {
  const { input, prefix, sku, barcodes } = draft;
  const rows: ProductRow[] = await orDuplicate(
    statements(ctx).insert.execute({
      publicId: newId(ctx.now),
      sku,
      skuKey: identityKey(sku),
      name: input.name,
      nameKey: sortKey(input.name),
      ...newPlainFields(input),
      search: productSearchText({ sku, name: input.name, barcodes }),
      categoryId: draft.categoryId,
      baseUomId: draft.baseUomId,
      quantityStepMilli: draft.quantityStepMilli,
      kind: input.kind,
      taxClassId: draft.taxClassId,
      depositId: draft.depositId,
      now: ctx.now,
    }),
    { constraint: "product_sku", field: "sku", value: sku, path: `${prefix}sku` },
  );
  const row = insertedRow(rows);
  await insertPrice(ctx, row.id, { amountMinor: input.priceMinor, basisMilli: input.basisMilli });
  await insertBarcodes(ctx, row.id, barcodes, `${prefix}barcodes`);
  await insertTerms(ctx, row.id, draft.terms);
  await insertRules(ctx, row.id, draft.rules);
  if (draft.rules.length > 0) await evaluateLowStock(ctx, [row.id]);
  const price = { amountMinor: input.priceMinor, basisMilli: input.basisMilli };
  const product = await wholeNewProduct(ctx, row, { ...draft, price });
  await recordAudit(ctx, {
    action: "products.create",
    entity: "product",
    entityId: product.id,
    after: editedParts(product),
  });
  ctx.changed("products", product.id);
  return shownProduct(ctx, product);
}
