import { and, desc, eq, gt, gte, inArray, lte, or, sql } from "drizzle-orm";
import type { Placeholder, SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { MovementKind } from "@daybook/contract/stock";
import { preparedByShape } from "@daybook/db/statement";
import type { Db, ReadTx, Tables } from "@daybook/db/types";
import { effectOn, levelOf, reversedId } from "./ledger-sums.ts";

/** Which filters a page of the ledger has. Each combination is one statement, prepared when first needed. */
export interface MovementPageShape {
  readonly hasProduct: boolean;
  /** How many places the filter names; null is the whole shop. */
  readonly places: number | null;
  /** Sales are most of the ledger; an index holds all other kinds. */
  readonly kind: "sale" | "other" | undefined;
  readonly hasFrom: boolean;
  readonly hasTo: boolean;
  readonly hasCursor: boolean;
}

/** The values a statement of any shape may need; it takes those it has a filter for. */
export interface MovementPageValues {
  /** Rows to read, one more than are shown. */
  readonly limit: number;
  /** Internal id. */
  readonly productId?: number;
  readonly kind?: MovementKind;
  /** Business days, both included. */
  readonly from?: string;
  readonly to?: string;
  /** The last entry of the page before. */
  readonly afterDay?: string;
  readonly afterId?: number;
  /** Internal ids of places, `place0` and on. */
  readonly [place: `place${number}`]: number;
}

export type MovementRow = Awaited<ReturnType<typeof readMovementPage>>[number];

/** Reads one page of the ledger with everything an entry shows. */
export function readMovementPage(tx: ReadTx, shape: MovementPageShape, values: MovementPageValues) {
  return statement(tx, shape).execute({ ...values });
}

const statement = preparedByShape((db, t, shape: MovementPageShape) =>
  selectMovementPage(db, t, shape).prepare(),
);

/** The statement behind a page of the ledger. */
export function selectMovementPage(db: Db, t: Tables, shape: MovementPageShape) {
  const { movement, product, uom, appUser, sale, stockDocument, location } = t;
  const from = alias(location, "from_location");
  const to = alias(location, "to_location");
  return db
    .select({
      id: movement.id,
      publicId: movement.publicId,
      kind: movement.kind,
      reason: movement.reason,
      productId: product.publicId,
      sku: product.sku,
      productName: product.name,
      unit: uom.code,
      fromId: from.publicId,
      fromName: from.name,
      toId: to.publicId,
      toName: to.name,
      quantityMilli: movement.quantityMilli,
      effectMilli: effectOn(t, placesOf(shape)),
      firstBalanceMilli: firstBalance(t, shape),
      costMinor: movement.costMinor,
      occurredAt: movement.occurredAt,
      recordedAt: movement.recordedAt,
      businessDate: movement.businessDate,
      docType: movement.docType,
      saleId: sale.publicId,
      receiptNumber: sale.receiptNumber,
      saleNote: sale.note,
      stockDocumentId: stockDocument.publicId,
      reference: stockDocument.reference,
      stockNote: stockDocument.note,
      userId: appUser.publicId,
      userName: appUser.name,
      reversesId: reversedId(t),
    })
    .from(movement)
    .innerJoin(product, eq(product.id, movement.productId))
    .innerJoin(uom, eq(uom.id, product.baseUomId))
    .innerJoin(appUser, eq(appUser.id, movement.userId))
    .leftJoin(from, eq(from.id, movement.fromLocationId))
    .leftJoin(to, eq(to.id, movement.toLocationId))
    .leftJoin(sale, and(eq(movement.docType, "sale"), eq(sale.id, movement.docId)))
    .leftJoin(
      stockDocument,
      and(eq(movement.docType, "stock"), eq(stockDocument.id, movement.docId)),
    )
    .where(and(...conditions(t, shape)))
    .orderBy(desc(movement.businessDate), desc(movement.id))
    .limit(sql.placeholder("limit"));
}

function conditions({ movement }: Tables, shape: MovementPageShape): (SQL | undefined)[] {
  const places = placesOf(shape);
  return [
    shape.hasProduct ? eq(movement.productId, sql.placeholder("productId")) : undefined,
    places === null
      ? undefined
      : or(inArray(movement.fromLocationId, places), inArray(movement.toLocationId, places)),
    shape.kind === undefined ? undefined : eq(movement.kind, sql.placeholder("kind")),
    // Said in these words, because an index of the ledger holds all kinds but this one.
    shape.kind === "other" ? sql`${movement.kind} <> 'sale'` : undefined,
    shape.hasFrom ? gte(movement.businessDate, sql.placeholder("from")) : undefined,
    shape.hasTo ? lte(movement.businessDate, sql.placeholder("to")) : undefined,
    shape.hasCursor ? sql`(${movement.businessDate}, ${movement.id}) < ${cursor()}` : undefined,
  ];
}

/**
 * The stock after the page's first entry: today's level less what newer entries changed. Part of the page's own
 * statement, so that no sale can come between the rows and their sum. Null where the entries left out would be missing.
 */
function firstBalance(t: Tables, shape: MovementPageShape) {
  const { movement } = t;
  if (!shape.hasProduct || shape.kind !== undefined) return sql<null>`NULL`;
  const newer = or(
    shape.hasTo ? gt(movement.businessDate, sql.placeholder("to")) : undefined,
    shape.hasCursor ? sql`(${movement.businessDate}, ${movement.id}) >= ${cursor()}` : undefined,
  );
  const productId = sql.placeholder("productId");
  const places = placesOf(shape);
  const level = levelOf(t, productId, places);
  if (newer === undefined) return level;
  return sql`${level} - (SELECT coalesce(sum(${effectOn(t, places)}), 0) FROM ${movement}
    WHERE ${movement.productId} = ${productId} AND ${newer})`.mapWith(movement.quantityMilli);
}

function placesOf({ places }: MovementPageShape): Placeholder[] | null {
  if (places === null) return null;
  return Array.from({ length: places }, (_, index) => sql.placeholder(`place${index}`));
}

function cursor(): SQL {
  return sql`(${sql.placeholder("afterDay")}, ${sql.placeholder("afterId")})`;
}
