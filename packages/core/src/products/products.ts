import type { ProductId } from "@daybook/contract/ids";
import { ZERO_MINOR } from "@daybook/contract/money";
import type {
  ListProducts,
  Product,
  ProductPage,
  ProductRow as ListedProduct,
} from "@daybook/contract/products";
import { milli } from "@daybook/contract/quantity";
import { searchWords } from "@daybook/contract/search-text";
import { stockStateOf } from "@daybook/contract/stock-state";
import type { ReadCtx } from "../context/context.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";
import { refuse } from "../errors/domain-error.ts";
import { containsPattern } from "../lists/like-pattern.ts";
import { readProductPage } from "./product-page.ts";
import type { PageRow, PageShape, PageValues } from "./product-page.ts";
import { anyRowId } from "../records/referred-rows.ts";
import { getProductRow } from "./product-rows.ts";
import { findScannedOwners } from "./scanned-owners.ts";
import { named, sellableKind, unitCode, viewProduct } from "./product-view.ts";

/** Refuses 404 `not_found` at `id`. */
export async function getProduct(ctx: ReadCtx, input: { id: ProductId }): Promise<Product> {
  return viewProduct(ctx, await getProductRow(ctx, input.id));
}

/**
 * The product, active or not, with a scanned code: with the code itself, or with the item number or GTIN that a label or
 * a code of GS1 contains. Refuses 404 `not_found`, 422 `label_refused` for a bad label and, if the code can be read as
 * that of more than one product, 409 `several_products`, all at `code`.
 */
export async function findProductByBarcode(
  ctx: ReadCtx,
  input: { code: string },
): Promise<Product> {
  const [owner, ...others] = await findScannedOwners(ctx, input.code);
  if (owner === undefined) throw refuse("not_found", { entity: "product", id: input.code }, "code");
  if (others.length > 0) {
    const products = [owner, ...others].map(({ publicId, name }) => ({ id: publicId, name }));
    throw refuse("several_products", { code: input.code, products }, "code");
  }
  return viewProduct(ctx, await getProductRow(ctx, owner.publicId, "code"));
}

/**
 * A page of products. Every word of `search` must occur in SKU, name or barcodes; a category includes everything inside
 * it; stock is that of the whole shop or, with `locationId`, of that location and everything inside it. Refuses 404 at
 * `categoryId`, `supplierId` and `locationId`.
 */
export async function listProducts(ctx: ReadCtx, input: ListProducts): Promise<ProductPage> {
  const words = searchWords(input.search);
  const shape: PageShape = {
    sort: input.sort,
    active: input.active,
    hasCursor: input.cursor !== undefined,
    words: words.length,
    hasCategory: input.categoryId !== undefined,
    hasSupplier: input.supplierId !== undefined,
    hasLocation: input.locationId !== undefined,
    hasKind: input.kind !== undefined,
  };
  const rows = await readProductPage(ctx, shape, {
    limit: input.limit + 1,
    at: ctx.now,
    ...(await narrowing(ctx, input)),
    ...(input.kind === undefined ? {} : { kind: input.kind }),
    ...cursorValues(input),
    ...Object.fromEntries(words.map((word, index) => [`word${index}`, containsPattern(word)])),
  });
  return pageOf(rows, input.limit, toListed, (row) => cursorOf(input.sort, row));
}

async function narrowing(ctx: ReadCtx, input: ListProducts) {
  const values: { categoryId?: number; supplierId?: number; locationId?: number } = {};
  if (input.categoryId !== undefined) {
    values.categoryId = await anyRowId(ctx, "category", input.categoryId, "categoryId");
  }
  if (input.supplierId !== undefined) {
    values.supplierId = await anyRowId(ctx, "supplier", input.supplierId, "supplierId");
  }
  if (input.locationId !== undefined) {
    values.locationId = await anyRowId(ctx, "location", input.locationId, "locationId");
  }
  return values;
}

function cursorOf(sort: ListProducts["sort"], row: PageRow): (string | number)[] {
  if (sort === "name") return [row.nameKey, row.id];
  return sort === "sku" ? [row.skuKey] : [row.id];
}

function cursorValues({ cursor, sort }: ListProducts): Pick<PageValues, "afterText" | "afterId"> {
  if (cursor === undefined) return {};
  if (sort === "name") {
    const [afterText, afterId] = decodeCursor(cursor, ["string", "number"]);
    return { afterText, afterId };
  }
  if (sort === "sku") return { afterText: decodeCursor(cursor, ["string"])[0] };
  return { afterId: decodeCursor(cursor, ["number"])[0] };
}

function toListed(row: PageRow): ListedProduct {
  return {
    id: row.publicId,
    sku: row.sku,
    name: row.name,
    category: named(row.categoryId, row.categoryName),
    picture: row.picture,
    unit: unitCode(row.unit ?? ""),
    quantityStepMilli: row.quantityStepMilli,
    kind: sellableKind(row.kind),
    stopReason: row.stopReason,
    priceMinor: row.priceMinor ?? ZERO_MINOR,
    basisMilli: row.basisMilli ?? milli(1000),
    onHandMilli: row.onHandMilli,
    stockState: stockStateOf(row.positionMilli, row.reorderPointMilli),
    active: row.deactivatedAt === null,
    version: row.version,
  };
}
