import { and, desc, eq, gte, lte, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { ListMovements, MovementPage } from "@daybook/contract/movements";
import type { ReadCtx } from "../context.ts";
import { decodeCursor, pageOf } from "../cursor.ts";
import { isoInstant } from "../instants.ts";
import { getLocationRow } from "../locations/location-rows.ts";
import { getProductRow } from "../products/product-rows.ts";

/**
 * The ledger, newest business day first, within a day newest entry first.
 * Filters: product, place (either end), kind, business days from and to, both included.
 */
export async function listMovements(ctx: ReadCtx, input: ListMovements): Promise<MovementPage> {
  const rows = await selectMovements(ctx, await conditions(ctx, input), input.limit + 1);
  return pageOf(rows, input.limit, toMovement, (row) => [row.businessDate, row.id]);
}

async function conditions(ctx: ReadCtx, input: ListMovements): Promise<SQL[]> {
  const { movement } = ctx.t;
  const wanted: SQL[] = [];
  if (input.productId !== undefined) {
    const product = await getProductRow(ctx, input.productId, "productId");
    wanted.push(eq(movement.productId, product.id));
  }
  if (input.locationId !== undefined) {
    const { id } = await getLocationRow(ctx, input.locationId, "locationId");
    const ends = or(eq(movement.fromLocationId, id), eq(movement.toLocationId, id));
    if (ends !== undefined) wanted.push(ends);
  }
  if (input.kind !== undefined) wanted.push(eq(movement.kind, input.kind));
  if (input.from !== undefined) wanted.push(gte(movement.businessDate, input.from));
  if (input.to !== undefined) wanted.push(lte(movement.businessDate, input.to));
  if (input.cursor !== undefined) {
    const [day, id] = decodeCursor(input.cursor, ["string", "number"]);
    wanted.push(sql`(${movement.businessDate}, ${movement.id}) < (${day}, ${id})`);
  }
  return wanted;
}

type Row = Awaited<ReturnType<typeof selectMovements>>[number];

function selectMovements(ctx: ReadCtx, wanted: readonly SQL[], limit: number) {
  const { movement, product, appUser, sale, stockDocument, location } = ctx.t;
  const from = alias(location, "from_location");
  const to = alias(location, "to_location");
  const reversed = alias(movement, "reversed");
  return ctx.db
    .select({
      id: movement.id,
      publicId: movement.publicId,
      kind: movement.kind,
      reason: movement.reason,
      productId: product.publicId,
      sku: product.sku,
      productName: product.name,
      fromId: from.publicId,
      fromName: from.name,
      toId: to.publicId,
      toName: to.name,
      quantityMilli: movement.quantityMilli,
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
      reversesId: reversed.publicId,
    })
    .from(movement)
    .innerJoin(product, eq(product.id, movement.productId))
    .innerJoin(appUser, eq(appUser.id, movement.userId))
    .leftJoin(from, eq(from.id, movement.fromLocationId))
    .leftJoin(to, eq(to.id, movement.toLocationId))
    .leftJoin(sale, and(eq(movement.docType, "sale"), eq(sale.id, movement.docId)))
    .leftJoin(
      stockDocument,
      and(eq(movement.docType, "stock"), eq(stockDocument.id, movement.docId)),
    )
    .leftJoin(reversed, eq(reversed.id, movement.reverses))
    .where(and(...wanted))
    .orderBy(desc(movement.businessDate), desc(movement.id))
    .limit(limit);
}

function toMovement(row: Row): MovementPage["items"][number] {
  return {
    // safe because the column holds the UUID the movement was given
    id: row.publicId as MovementPage["items"][number]["id"],
    kind: row.kind,
    reason: row.reason,
    product: { id: row.productId, sku: row.sku, name: row.productName },
    from:
      row.fromId === null || row.fromName === null ? null : { id: row.fromId, name: row.fromName },
    to: row.toId === null || row.toName === null ? null : { id: row.toId, name: row.toName },
    quantityMilli: row.quantityMilli,
    costMinor: row.costMinor,
    occurredAt: isoInstant(row.occurredAt),
    recordedAt: isoInstant(row.recordedAt),
    businessDate: row.businessDate,
    document: {
      type: row.docType,
      id: row.saleId ?? row.stockDocumentId ?? "",
      number: row.receiptNumber ?? row.reference ?? "",
      note: row.saleNote ?? row.stockNote ?? "",
    },
    user: { id: row.userId, name: row.userName },
    // safe because the column holds the UUID the movement was given
    reversesId: row.reversesId as MovementPage["items"][number]["reversesId"],
  };
}
