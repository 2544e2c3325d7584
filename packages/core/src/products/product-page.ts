import { and, asc, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { preparedByShape } from "@daybook/db/statement";
import type { Db, ReadTx, Tables } from "@daybook/db/types";
import { BASE_PRICE_LIST_ID } from "./base-price-list.ts";
import { isInside } from "../trees/is-inside.ts";
import { stockPosition } from "../alerts/stock-position.ts";
import { shownSum } from "../sums/shown-sum.ts";

/** The conditions of a list. Each combination is one statement, prepared on first use. */
export interface PageShape {
  readonly sort: "name" | "sku" | "newest";
  readonly active: "active" | "inactive" | "all";
  readonly hasCursor: boolean;
  /** The number of search terms. */
  readonly words: number;
  readonly hasCategory: boolean;
  readonly hasSupplier: boolean;
  readonly hasLocation: boolean;
  readonly hasKind: boolean;
}

/** The values for a statement of any combination; each statement uses those it needs. */
export interface PageValues {
  /** The number of rows to read, one more than is returned. */
  readonly limit: number;
  /** The time whose price is shown, in UTC milliseconds. */
  readonly at: number;
  /** Internal id of the location whose stock is shown, including the locations inside it. */
  readonly locationId?: number;
  readonly categoryId?: number;
  readonly supplierId?: number;
  readonly afterText?: string;
  readonly afterId?: number;
  /** LIKE patterns, `word0` and on. */
  readonly [word: `word${number}`]: string;
}

/** Reads one page with all columns of the list. */
export function readProductPage(tx: ReadTx, shape: PageShape, values: PageValues) {
  return statement(tx, shape).execute({ ...values });
}

export type PageRow = Awaited<ReturnType<typeof readProductPage>>[number];

const statement = preparedByShape((db, t, shape: PageShape) => selectPage(db, t, shape).prepare());

/**
 * The inner query selects the page along an index; only its few rows are joined with prices and stock. The outer query
 * sorts those rows again to keep the order.
 */
export function selectPage(db: Db, t: Tables, shape: PageShape) {
  const page = db
    .select({ id: t.product.id })
    .from(t.product)
    .where(and(...conditions(t, shape)))
    .orderBy(...order(t, shape.sort))
    .limit(sql.placeholder("limit"))
    .as("page");
  const place = shape.hasLocation ? sql`${sql.placeholder("locationId")}` : sql`0`;
  return (
    db
      .select({
        id: t.product.id,
        publicId: t.product.publicId,
        sku: t.product.sku,
        skuKey: t.product.skuKey,
        name: t.product.name,
        nameKey: t.product.nameKey,
        categoryId: t.category.publicId,
        categoryName: t.category.name,
        picture: t.productPicture.hash,
        unit: t.uom.code,
        quantityStepMilli: t.product.quantityStepMilli,
        kind: t.product.kind,
        stopReason: t.product.stopReason,
        priceMinor: t.price.amountMinor,
        basisMilli: t.price.basisMilli,
        onHandMilli: onHand(t, shape.hasLocation),
        reorderPointMilli: t.reorderRule.reorderPointMilli,
        positionMilli: sql`CASE WHEN ${t.reorderRule.productId} IS NULL THEN 0 ELSE ${stockPosition(
          t,
          {
            productId: t.reorderRule.productId,
            locationId: t.reorderRule.locationId,
          },
        )} END`.mapWith(t.stockLevel.onHandMilli),
        deactivatedAt: t.product.deactivatedAt,
        version: t.product.version,
      })
      .from(page)
      // SQLite keeps the order of a cross join. It would read every product along the index of the outer sort otherwise.
      .crossJoin(t.product)
      .leftJoin(t.uom, eq(t.uom.id, t.product.baseUomId))
      .leftJoin(t.category, eq(t.category.id, t.product.categoryId))
      .leftJoin(t.productPicture, isFirstPicture(t))
      .leftJoin(t.price, eq(t.price.id, priceIdAt(t)))
      .leftJoin(
        t.reorderRule,
        and(eq(t.reorderRule.productId, t.product.id), eq(t.reorderRule.locationId, place)),
      )
      .where(eq(t.product.id, page.id))
      .orderBy(...order(t, shape.sort))
  );
}

function conditions(t: Tables, shape: PageShape): (SQL | undefined)[] {
  const words = Array.from(
    { length: shape.words },
    (_, index) => sql`${t.product.search} LIKE ${sql.placeholder(`word${index}`)} ESCAPE '\\'`,
  );
  return [
    shape.active === "active" ? isNull(t.product.deactivatedAt) : undefined,
    shape.active === "inactive" ? isNotNull(t.product.deactivatedAt) : undefined,
    shape.hasCursor ? afterCursor(t, shape.sort) : undefined,
    shape.hasCategory ? inCategory(t) : undefined,
    shape.hasSupplier
      ? sql`EXISTS (SELECT 1 FROM ${t.productSupplier} WHERE ${t.productSupplier.productId} = ${t.product.id}
          AND ${t.productSupplier.supplierId} = ${sql.placeholder("supplierId")})`
      : undefined,
    shape.hasKind ? sql`${t.product.kind} = ${sql.placeholder("kind")}` : undefined,
    ...words,
  ];
}

function order(t: Tables, sort: PageShape["sort"]): SQL[] {
  if (sort === "name") return [asc(t.product.nameKey), asc(t.product.id)];
  return sort === "sku" ? [asc(t.product.skuKey)] : [desc(t.product.id)];
}

function afterCursor(t: Tables, sort: PageShape["sort"]): SQL {
  const text = sql.placeholder("afterText");
  const id = sql.placeholder("afterId");
  if (sort === "name") return sql`(${t.product.nameKey}, ${t.product.id}) > (${text}, ${id})`;
  return sort === "sku" ? sql`${t.product.skuKey} > ${text}` : sql`${t.product.id} < ${id}`;
}

/** The category itself and everything inside it. */
function inCategory(t: Tables): SQL {
  return sql`${t.product.categoryId} IN (
    WITH RECURSIVE branch(id) AS (
      SELECT root.id FROM ${t.category} root WHERE root.id = ${sql.placeholder("categoryId")}
      UNION SELECT c.id FROM ${t.category} c JOIN branch ON c.parent_id = branch.id
    ) SELECT id FROM branch)`;
}

function onHand(t: Tables, hasLocation: boolean): SQL<PageOnHand> {
  const found = hasLocation
    ? sql`SELECT sum(${t.stockLevel.onHandMilli}) FROM ${t.stockLevel}
        WHERE ${t.stockLevel.productId} = ${t.product.id} AND ${isInside(t, t.stockLevel.locationId, sql.placeholder("locationId"))}`
    : sql`SELECT ${t.stockValue.onHandMilli} FROM ${t.stockValue} WHERE ${t.stockValue.productId} = ${t.product.id}`;
  return sql`coalesce((${found}), 0)`.mapWith(shownSum(t.stockLevel.onHandMilli));
}

type PageOnHand = Tables["stockLevel"]["$inferSelect"]["onHandMilli"];

/** The join of a product with the picture that lists show. */
export function isFirstPicture(t: Tables): SQL | undefined {
  return and(eq(t.productPicture.productId, t.product.id), eq(t.productPicture.position, sql`0`));
}

/** The id of the price at placeholder `at`. If the time is before the first price, the first price is used. */
export function priceIdAt(t: Tables): SQL {
  const ofProduct = sql`SELECT p.id FROM ${t.price} p WHERE p.product_id = ${t.product.id} AND p.unit_id = 0
    AND p.list_id = ${sql.raw(String(BASE_PRICE_LIST_ID))} AND p.min_quantity_milli = 0`;
  return sql`coalesce(
    (${ofProduct} AND p.valid_from <= ${sql.placeholder("at")} ORDER BY p.valid_from DESC LIMIT 1),
    (${ofProduct} ORDER BY p.valid_from LIMIT 1))`;
}
