import type { ProductId } from "@daybook/contract/ids";
import { and, eq, sql } from "drizzle-orm";
import { sortKey } from "@daybook/contract/fold";
import { minor, MOST_DOCUMENT_MINOR } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { changedPrice } from "@daybook/contract/price-change";
import type { Product, UpdateProduct, UpdateProducts } from "@daybook/contract/products";
import { productSearchText } from "@daybook/contract/search-text";
import { prepared } from "@daybook/db/statement";
import { differences, recordAudit } from "../writes/audit.ts";
import type { WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { keyAfter } from "../records/key-after.ts";
import { Refusals } from "../errors/refusals.ts";
import { orDuplicate } from "../records/unique-key.ts";
import { checkVersion, updatedRow } from "../records/versions.ts";
import { barcodesOf, checkBarcodes, replaceBarcodes } from "./barcodes.ts";
import { checkSku } from "./create-product.ts";
import { evaluateLowStock } from "../alerts/evaluate-low-stock.ts";
import { changePrice, getLatestPrice } from "./prices.ts";
import { referredRowId } from "../records/referred-rows.ts";
import { depositRowId, taxClassRowId } from "./product-references.ts";
import { getProductRow } from "./product-rows.ts";
import type { ProductRow } from "./product-rows.ts";
import { checkCategoryActive } from "./product-state.ts";
import { editedParts, shownProduct, wholeProduct } from "./product-view.ts";
import { checkRules, replaceRules, ruledLocationIdsOf } from "../alerts/reorder-rules.ts";
import { checkTerms, replaceTerms, supplierIdsOf } from "./supplier-terms.ts";
import { editedPlainFields } from "./plain-fields.ts";

/**
 * Changes the given fields of a product and keeps the others. Lists (barcodes, suppliers, reorder rules) are replaced
 * as a whole. A changed price is a new row; old ones are kept. Refuses like `createProduct`, all at once, and 404, 409
 * `stale_version`.
 */
export async function updateProduct(ctx: WriteCtx, input: UpdateProduct): Promise<Product> {
  const row = await getProductRow(ctx, input.id);
  await checkVersion(ctx, { entity: "product", row, version: input.version });
  const was = await wholeProduct(ctx, row, await lastPriceAt(ctx, row.id));
  const wanted = await look(ctx, row, input);
  if (wanted.rules !== null) await ctx.dialect.lockStock(ctx, [row.id]);
  const { product } = ctx.t;
  const rows = await orDuplicate(
    ctx.db
      .update(product)
      .set({ ...wanted.columns, version: row.version + 1, updatedAt: ctx.now })
      .where(and(eq(product.id, row.id), eq(product.version, row.version)))
      .returning(),
    { constraint: "product_sku", field: "sku", value: wanted.columns.sku, path: "sku" },
  );
  const updated = await updatedRow(ctx, rows, { entity: "product", row });
  await changePrice(ctx, row.id, {
    amountMinor: input.priceMinor ?? was.priceMinor,
    basisMilli: input.basisMilli ?? was.basisMilli,
  });
  if (wanted.barcodes !== null) await replaceBarcodes(ctx, row.id, wanted.barcodes, "barcodes");
  if (wanted.terms !== null) await replaceTerms(ctx, row.id, wanted.terms);
  if (wanted.rules !== null) {
    await replaceRules(ctx, row.id, wanted.rules);
    await evaluateLowStock(ctx, [row.id]);
  }
  const is = await wholeProduct(ctx, updated, await lastPriceAt(ctx, row.id));
  await recordAudit(ctx, {
    action: "products.update",
    entity: "product",
    entityId: is.id,
    ...differences(editedParts(was), editedParts(is)),
  });
  ctx.changed("products", is.id);
  return shownProduct(ctx, is);
}

/**
 * The time from which the latest price applies. A second change in the same millisecond starts in the next one, so
 * users see the price they have just set.
 */
async function lastPriceAt(ctx: WriteCtx, productId: number): Promise<number> {
  return Math.max(ctx.now, (await getLatestPrice(ctx, productId)).validFrom);
}

/** Validates everything an update refers to; throws all refusals at once. Null lists stay unchanged. */
async function look(ctx: WriteCtx, row: ProductRow, input: UpdateProduct) {
  const refusals = new Refusals();
  const sku = input.sku ?? row.sku;
  const skuKey = keyAfter(sku, { text: row.sku, key: row.skuKey });
  if (skuKey !== row.skuKey) await refusals.keep(checkSku(ctx, sku, "sku"));
  const categoryId = await refusals.keep(categoryRowId(ctx, row, input.categoryId, "categoryId"));
  const taxClassId =
    input.taxClassId === undefined
      ? row.taxClassId
      : await refusals.keep(taxClassRowId(ctx, input.taxClassId, "taxClassId"));
  const depositId =
    input.depositId === undefined
      ? row.depositId
      : await refusals.keep(
          depositRowId(ctx, input.depositId, { ...row, already: row.depositId, path: "depositId" }),
        );
  const given = new Map<string, string>();
  const productId = row.id;
  const barcodes =
    input.barcodes === undefined
      ? null
      : await checkBarcodes(ctx, input.barcodes, { productId, path: "barcodes", given, refusals });
  const terms =
    input.suppliers === undefined
      ? null
      : await checkTerms(ctx, input.suppliers, {
          path: "suppliers",
          already: await supplierIdsOf(ctx, row.id),
          refusals,
        });
  const rules =
    input.reorderRules === undefined
      ? null
      : await checkRules(ctx, input.reorderRules, {
          path: "reorderRules",
          already: await ruledLocationIdsOf(ctx, row.id),
          refusals,
        });
  refusals.throwAny();
  const name = input.name ?? row.name;
  const codes = barcodes ?? (await barcodesOf(ctx, row.id));
  const columns = {
    sku,
    skuKey,
    name,
    ...editedPlainFields(row, input),
    nameKey: sortKey(name),
    search: productSearchText({ sku, name, barcodes: codes }),
    categoryId: categoryId === undefined ? row.categoryId : categoryId,
    taxClassId: taxClassId ?? row.taxClassId,
    depositId: depositId === undefined ? row.depositId : depositId,
  };
  return { columns, barcodes, terms, rules };
}

/** The product's current category may be deactivated; a new one may not. */
async function categoryRowId(
  ctx: WriteCtx,
  row: ProductRow,
  publicId: string | null | undefined,
  path: string,
): Promise<number | null> {
  if (publicId === undefined) return row.categoryId;
  if (publicId === null) return null;
  const already = new Set(row.categoryId === null ? [] : [row.categoryId]);
  return referredRowId(ctx, "category", publicId, path, already);
}

/**
 * One change for many products: all are changed or, if one is refused, none. Refusals of single products have the paths
 * `products.N.id` and `products.N.version`, those of the change `set.categoryId` and `set.taxClassId`. Returns the
 * number of changed products. An individual price is for the quantity of the current price.
 */
export async function updateProducts(
  ctx: WriteCtx,
  input: UpdateProducts,
): Promise<{ changed: number }> {
  const { set } = input;
  const refusals = new Refusals();
  const columns = await validateSet(ctx, set, refusals);
  const rows: ProductRow[] = [];
  const seen = new Set<number>();
  for (const [index, { id, version }] of input.products.entries()) {
    const row = await refusals.keep(rowToChange(ctx, id, version, `products.${index}`));
    if (row === undefined) continue;
    if (seen.has(row.id)) {
      const details = { field: "id", value: row.sku, existingId: id };
      refusals.add(refuse("duplicate", details, `products.${index}.id`));
    }
    seen.add(row.id);
    rows.push(row);
  }
  refusals.throwAny();
  const ids = set.active === undefined ? [] : rows.map((row) => row.id);
  await ctx.dialect.lockStock(ctx, ids);
  const exponent = await exponentOf(ctx);
  for (const [index, row] of rows.entries()) {
    const priceMinor = input.products[index]?.priceMinor;
    const stays = priceMinor === undefined && set.priceChangePpm === undefined;
    const priced = stays ? null : (now: Minor) => newPrice(now, set, { exponent, priceMinor });
    await refusals.keep(
      changeOne(ctx, row, { set, columns, priced, prefix: `products.${index}.` }),
    );
  }
  refusals.throwAny();
  await evaluateLowStock(ctx, ids);
  return { changed: rows.length };
}

type Columns = Partial<Pick<ProductRow, "categoryId" | "taxClassId">>;

async function validateSet(
  ctx: WriteCtx,
  set: UpdateProducts["set"],
  refusals: Refusals,
): Promise<Columns> {
  const columns: Columns = {};
  if (set.categoryId === null) columns.categoryId = null;
  else if (set.categoryId !== undefined) {
    const path = "set.categoryId";
    const categoryId = await refusals.keep(referredRowId(ctx, "category", set.categoryId, path));
    if (categoryId !== undefined) columns.categoryId = categoryId;
  }
  if (set.taxClassId !== undefined) {
    const path = "set.taxClassId";
    const taxClassId = await refusals.keep(taxClassRowId(ctx, set.taxClassId, path));
    if (taxClassId !== undefined) columns.taxClassId = taxClassId;
  }
  return columns;
}

async function rowToChange(
  ctx: WriteCtx,
  id: ProductId,
  version: number,
  path: string,
): Promise<ProductRow> {
  const row = await getProductRow(ctx, id, `${path}.id`);
  await checkVersion(ctx, { entity: "product", row, version, path: `${path}.version` });
  return row;
}

async function exponentOf({ db, t }: WriteCtx): Promise<number> {
  const [shop] = await db
    .select({ exponent: t.shop.exponent })
    .from(t.shop)
    .where(eq(t.shop.id, 1));
  return shop?.exponent ?? 2;
}

/** The new price of a product, or the current one if prices do not change. */
function newPrice(
  now: Minor,
  { priceChangePpm: ppm, priceRounding: rounding = "exact" }: UpdateProducts["set"],
  own: { readonly exponent: number; readonly priceMinor: Minor | undefined },
): Minor {
  if (ppm === undefined) return own.priceMinor ?? now;
  const changed = minor(changedPrice(now, { ppm, rounding }, own.exponent));
  if (changed > MOST_DOCUMENT_MINOR) throw refuse("too_large", {}, "set.priceChangePpm");
  return changed;
}

interface OneChange {
  readonly set: UpdateProducts["set"];
  readonly columns: Columns;
  /** The new price calculated from the current one; null if prices do not change. */
  readonly priced: ((now: Minor) => Minor) | null;
  /** The path prefix of the product in the request: `products.3.`. */
  readonly prefix: string;
}

async function changeOne(
  ctx: WriteCtx,
  row: ProductRow,
  { set, columns, priced, prefix }: OneChange,
): Promise<void> {
  const active = set.active ?? row.deactivatedAt === null;
  const categoryId = columns.categoryId === undefined ? row.categoryId : columns.categoryId;
  if (set.active === true) await checkCategoryActive(ctx, categoryId, `${prefix}categoryId`);
  const was = await briefly(ctx, row);
  const deactivatedAt = active ? null : (row.deactivatedAt ?? ctx.now);
  const rows = await changing(ctx).execute({
    id: row.id,
    categoryId,
    taxClassId: columns.taxClassId ?? row.taxClassId,
    deactivatedAt,
    was: row.version,
    version: row.version + 1,
    now: ctx.now,
  });
  const updated = await updatedRow(ctx, rows, { entity: "product", row, path: `${prefix}version` });
  if (priced !== null) {
    const { amountMinor, basisMilli } = await getLatestPrice(ctx, row.id);
    await changePrice(ctx, row.id, { amountMinor: priced(amountMinor), basisMilli });
  }
  await recordAudit(ctx, {
    action: "products.updateMany",
    entity: "product",
    entityId: row.publicId,
    ...differences(was, await briefly(ctx, updated)),
  });
  ctx.changed("products", row.publicId);
}

// A thousand at a time: building the statement for each would take longer than running it.
const changing = prepared((db, t) =>
  db
    .update(t.product)
    .set({
      categoryId: sql`${sql.placeholder("categoryId")}`,
      taxClassId: sql`${sql.placeholder("taxClassId")}`,
      deactivatedAt: sql`${sql.placeholder("deactivatedAt")}`,
      version: sql`${sql.placeholder("version")}`,
      updatedAt: sql`${sql.placeholder("now")}`,
    })
    .where(
      and(eq(t.product.id, sql.placeholder("id")), eq(t.product.version, sql.placeholder("was"))),
    )
    .returning()
    .prepare(),
);

const describing = prepared((db, t) =>
  db
    .select({ category: t.category.name, taxClass: t.taxClass.name })
    .from(t.product)
    .innerJoin(t.taxClass, eq(t.taxClass.id, t.product.taxClassId))
    .leftJoin(t.category, eq(t.category.id, t.product.categoryId))
    .where(eq(t.product.id, sql.placeholder("productId")))
    .prepare(),
);

/** The fields that a bulk edit can change, by their names in the audit log. */
async function briefly(ctx: WriteCtx, row: ProductRow) {
  const [described] = await describing(ctx).execute({ productId: row.id });
  const { amountMinor } = await getLatestPrice(ctx, row.id);
  return { ...described, priceMinor: amountMinor, active: row.deactivatedAt === null };
}
