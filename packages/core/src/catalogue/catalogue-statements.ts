import { and, asc, eq, gt, gte, inArray, lte, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Column, SQL } from "drizzle-orm";
import type { Minor } from "@daybook/contract/money";
import type { Milli } from "@daybook/contract/quantity";
import { liveRows } from "@daybook/db/live-rows";
import { prepared } from "@daybook/db/statement";
import type { Db, ReadTx, Tables } from "@daybook/db/types";
import type { CatalogueMoment } from "./catalogue-moment.ts";
import { preparedForIds } from "@daybook/db/prepared-ids";
import { isCostedReceipt, isReversed, receivedIn } from "../stock/costs/last-cost.ts";
import { isFirstPicture, priceIdAt } from "../products/product-page.ts";
import { soldSum } from "../sums/sums-by-kind.ts";

/** The data of some products, one list of rows per table. */
export interface CatalogueParts {
  readonly heads: Awaited<ReturnType<Statements["heads"]["execute"]>>;
  readonly barcodes: Awaited<ReturnType<Statements["barcodes"]["execute"]>>;
  readonly suppliers: Awaited<ReturnType<Statements["suppliers"]["execute"]>>;
  readonly levels: Awaited<ReturnType<Statements["levels"]["execute"]>>;
  readonly sold: Awaited<ReturnType<Statements["sold"]["execute"]>>;
}

/** At most `limit` products whose internal id is above `from`, in the order of their ids. */
export async function readPartsAfter(
  tx: ReadTx,
  from: number,
  limit: number,
  moment: CatalogueMoment,
): Promise<CatalogueParts> {
  const statements = inRange(tx);
  const heads = await statements.heads.execute({
    ...moment,
    from,
    to: Number.MAX_SAFE_INTEGER,
    limit,
  });
  const range = { from, to: heads.at(-1)?.id ?? from };
  return { heads, ...(await readLists(statements, { ...moment, ...range })) };
}

/** These products by their internal ids, without duplicates. */
export async function readPartsOf(
  tx: ReadTx,
  ids: readonly number[],
  moment: CatalogueMoment,
): Promise<CatalogueParts[]> {
  const parts: CatalogueParts[] = [];
  for (const { statement, size, values } of ofIds(tx, ids)) {
    const all = { ...moment, ...values };
    const heads = await statement.heads.execute({ ...all, limit: size });
    parts.push({ heads, ...(await readLists(statement, all)) });
  }
  return parts;
}

type Within = (productId: Column) => SQL | undefined;
type Statements = ReturnType<typeof prepareStatements>;

const inRange = prepared((db, t) =>
  prepareStatements(db, t, (productId) =>
    and(gt(productId, sql.placeholder("from")), lte(productId, sql.placeholder("to"))),
  ),
);

const ofIds = preparedForIds((db, t, ids) =>
  prepareStatements(db, t, (productId) => inArray(productId, [...ids])),
);

async function readLists(
  statements: Statements,
  values: Record<string, unknown>,
): Promise<Omit<CatalogueParts, "heads">> {
  return {
    barcodes: await statements.barcodes.execute(values),
    suppliers: await statements.suppliers.execute(values),
    levels: await statements.levels.execute(values),
    sold: await statements.sold.execute(values),
  };
}

function prepareStatements(db: Db, t: Tables, within: Within) {
  return {
    heads: selectHeads(db, t, within).prepare(),
    barcodes: db
      .select({ productId: t.barcode.productId, code: t.barcode.code })
      .from(t.barcode)
      .where(within(t.barcode.productId))
      .orderBy(asc(t.barcode.productId), asc(t.barcode.code))
      .prepare(),
    suppliers: db
      .select({
        productId: t.productSupplier.productId,
        id: t.supplier.publicId,
        name: t.supplier.name,
      })
      .from(t.productSupplier)
      .innerJoin(t.supplier, eq(t.supplier.id, t.productSupplier.supplierId))
      .where(within(t.productSupplier.productId))
      .orderBy(asc(t.productSupplier.productId), asc(t.supplier.nameKey))
      .prepare(),
    levels: db
      .select({
        productId: t.stockLevel.productId,
        locationId: t.location.publicId,
        kind: t.location.kind,
        onHandMilli: t.stockLevel.onHandMilli,
      })
      .from(t.stockLevel)
      .innerJoin(t.location, eq(t.location.id, t.stockLevel.locationId))
      .where(and(within(t.stockLevel.productId), gt(t.stockLevel.onHandMilli, sql`0`)))
      .orderBy(asc(t.stockLevel.productId), asc(t.location.nameKey), asc(t.location.id))
      .prepare(),
    sold: db
      .select({
        productId: t.product.id,
        soldMilli: soldSum(t.productDaily.kind, t.productDaily.unitsMilli),
      })
      .from(t.product)
      // Per product: otherwise SQLite would scan each product's days from the first one.
      .crossJoin(t.productDaily)
      .where(
        and(
          within(t.product.id),
          eq(t.productDaily.productId, t.product.id),
          gte(t.productDaily.businessDate, sql.placeholder("since")),
        ),
      )
      .groupBy(t.product.id)
      .orderBy(asc(t.product.id))
      .prepare(),
  };
}

/** One row per product with its cost, stock and sales. */
export function selectHeads(db: Db, t: Tables, within: Within) {
  const received = receivedIn(t);
  const deposit = alias(t.product, "deposit");
  return db
    .select({
      id: t.product.id,
      publicId: t.product.publicId,
      sku: t.product.sku,
      name: t.product.name,
      categoryId: t.category.publicId,
      categoryNo: t.category.id,
      categoryName: t.category.name,
      picture: t.productPicture.hash,
      unit: t.uom.code,
      quantityStepMilli: t.product.quantityStepMilli,
      kind: t.product.kind,
      askPrice: t.product.askPrice,
      ageLimit: t.product.ageLimit,
      stopReason: t.product.stopReason,
      depositId: deposit.publicId,
      taxClassId: t.taxClass.publicId,
      priceMinor: t.price.amountMinor,
      basisMilli: t.price.basisMilli,
      onHandMilli: t.stockValue.onHandMilli,
      valueMinor: t.stockValue.valueMinor,
      reorderPointMilli: t.reorderRule.reorderPointMilli,
      // safe because a joined value is only ever more: null without such a receipt
      lastQuantityMilli: received.quantityMilli as SQL<Milli | null>,
      // safe because of the same
      lastCostMinor: received.costMinor as SQL<Minor | null>,
      deactivatedAt: t.product.deactivatedAt,
      version: t.product.version,
      updatedAt: t.product.updatedAt,
    })
    .from(t.product)
    .innerJoin(t.uom, eq(t.uom.id, t.product.baseUomId))
    .innerJoin(t.taxClass, eq(t.taxClass.id, t.product.taxClassId))
    .leftJoin(t.category, eq(t.category.id, t.product.categoryId))
    .leftJoin(t.productPicture, isFirstPicture(t))
    .leftJoin(deposit, eq(deposit.id, t.product.depositId))
    .leftJoin(t.price, eq(t.price.id, priceIdAt(t)))
    .leftJoin(t.stockValue, eq(t.stockValue.productId, t.product.id))
    .leftJoin(
      t.reorderRule,
      and(eq(t.reorderRule.productId, t.product.id), eq(t.reorderRule.locationId, sql`0`)),
    )
    .leftJoin(liveRows(t.movement), eq(t.movement.id, lastReceiptId(t)))
    .where(within(t.product.id))
    .orderBy(asc(t.product.id))
    .limit(sql.placeholder("limit"));
}

/** The movement returned by `findLastCost`. */
function lastReceiptId(t: Tables): SQL {
  const receipt = alias(t.movement, "receipt");
  return sql`(SELECT ${receipt.id} FROM ${liveRows(t.movement)} ${sql.identifier("receipt")}
    WHERE ${receipt.productId} = ${t.product.id} AND ${isCostedReceipt(receipt.fromLocationId, receipt.kind)}
      AND NOT ${isReversed(t, receipt.id)}
    ORDER BY ${receipt.businessDate} DESC, ${receipt.id} DESC LIMIT 1)`;
}
