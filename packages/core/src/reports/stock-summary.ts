import type { CategoryId } from "@daybook/contract/ids";
import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { mulDiv } from "@daybook/contract/exact";
import { minor } from "@daybook/contract/money";
import { milli, shownMilli } from "@daybook/contract/quantity";
import type { GetStockSummary, StockSummary, StockSummaryRow } from "@daybook/contract/reports";
import { searchWords } from "@daybook/contract/search-text";
import type { ReadCtx } from "../context/context.ts";
import { shownCost } from "../context/shown-cost.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";
import { isInside } from "../trees/is-inside.ts";
import { containsPattern } from "../lists/like-pattern.ts";
import { getCategoryRow } from "../categories/category-rows.ts";
import { placeOf } from "./place.ts";
import { productRef } from "./product-ref.ts";
import { shownSum } from "../sums/shown-sum.ts";

/**
 * Stock per location, by product in the order of their SKUs: active products, and inactive ones with remaining stock.
 * With a location, only the stock there and inside it, with its share of the product's value. A category includes those
 * below it. Refuses 404 `not_found` at `locationId` and `categoryId`, 400 at `cursor`.
 */
export async function getStockSummary(ctx: ReadCtx, input: GetStockSummary): Promise<StockSummary> {
  const { place } = await placeOf(ctx, input.locationId);
  const rows = await selectProducts(ctx, await wantedProducts(ctx, input, place), input.limit + 1);
  const shown = rows.slice(0, input.limit);
  const stock = await stockOf(
    ctx,
    shown.map((row) => row.rowId),
    place,
  );
  return pageOf(
    rows,
    input.limit,
    (row) => summaryRow(ctx, row, stock.get(row.rowId) ?? []),
    (row) => [row.skuKey],
  );
}

async function wantedProducts(ctx: ReadCtx, input: GetStockSummary, place: number): Promise<SQL[]> {
  const { product, stockValue, stockLevel } = ctx.t;
  const wanted = [eq(product.kind, "stock")];
  if (place === 0) {
    wanted.push(sql`(${product.deactivatedAt} IS NULL OR ${stockValue.onHandMilli} > 0)`);
  } else {
    wanted.push(sql`EXISTS (SELECT 1 FROM ${stockLevel} WHERE ${stockLevel.productId} = ${product.id}
      AND ${isInside(ctx.t, stockLevel.locationId, place)} AND ${stockLevel.onHandMilli} > 0)`);
  }
  for (const word of searchWords(input.search))
    wanted.push(sql`${product.search} LIKE ${containsPattern(word)} ESCAPE '\\'`);
  if (input.categoryId !== undefined) wanted.push(await inCategory(ctx, input.categoryId));
  if (input.cursor !== undefined)
    wanted.push(gt(product.skuKey, decodeCursor(input.cursor, ["string"])[0]));
  return wanted;
}

/** In this category or one below it. */
async function inCategory(ctx: ReadCtx, categoryId: CategoryId): Promise<SQL> {
  const { category, product } = ctx.t;
  const root = await getCategoryRow(ctx, categoryId, "categoryId");
  return sql`${product.categoryId} IN (
    WITH RECURSIVE below(id) AS (
      SELECT CAST(${root.id} AS BIGINT)
      UNION ALL
      SELECT child.id FROM ${category} child JOIN below ON child.parent_id = below.id
    )
    SELECT id FROM below)`;
}

type ProductRow = Awaited<ReturnType<typeof selectProducts>>[number];

function selectProducts(ctx: ReadCtx, wanted: readonly SQL[], limit: number) {
  const { product, stockValue } = ctx.t;
  return ctx.db
    .select({
      rowId: product.id,
      id: product.publicId,
      sku: product.sku,
      skuKey: product.skuKey,
      name: product.name,
      ownedMilli: sql`coalesce(${stockValue.onHandMilli}, 0)`.mapWith(stockValue.onHandMilli),
      valueMinor: sql`coalesce(${stockValue.valueMinor}, 0)`.mapWith(stockValue.valueMinor),
    })
    .from(product)
    .leftJoin(stockValue, eq(stockValue.productId, product.id))
    .where(and(...wanted))
    .orderBy(asc(product.skuKey))
    .limit(limit);
}

type Shelf = StockSummaryRow["stock"][number];

/** The stock in each location, by product (internal id); empty locations are omitted. */
async function stockOf(
  ctx: ReadCtx,
  productIds: readonly number[],
  place: number,
): Promise<Map<number, Shelf[]>> {
  const { stockLevel, location } = ctx.t;
  const shelves = new Map<number, Shelf[]>();
  if (productIds.length === 0) return shelves;
  const onHand = sql`sum(${stockLevel.onHandMilli})`.mapWith(shownSum(stockLevel.onHandMilli));
  const rows = await ctx.db
    .select({
      productId: stockLevel.productId,
      id: location.publicId,
      name: location.name,
      onHandMilli: onHand,
    })
    .from(stockLevel)
    .innerJoin(location, eq(location.id, stockLevel.locationId))
    .where(
      and(
        inArray(stockLevel.productId, [...productIds]),
        gt(stockLevel.onHandMilli, milli(0)),
        place === 0 ? undefined : isInside(ctx.t, stockLevel.locationId, place),
      ),
    )
    .groupBy(stockLevel.productId, location.id, location.publicId, location.name, location.nameKey)
    .orderBy(asc(location.nameKey));
  for (const { productId, id, name, onHandMilli } of rows) {
    const known = shelves.get(productId) ?? [];
    known.push({ location: { id, name }, onHandMilli });
    shelves.set(productId, known);
  }
  return shelves;
}

function summaryRow(ctx: ReadCtx, row: ProductRow, stock: Shelf[]): StockSummaryRow {
  const onHandMilli = shownMilli(stock.reduce((sum, shelf) => sum + shelf.onHandMilli, 0));
  return {
    product: productRef(row),
    stock,
    onHandMilli,
    valueMinor: shownCost(
      ctx,
      row.ownedMilli === 0 ? minor(0) : minor(mulDiv(row.valueMinor, onHandMilli, row.ownedMilli)),
    ),
  };
}
