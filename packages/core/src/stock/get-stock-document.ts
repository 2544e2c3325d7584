import type { StockDocumentId } from "@daybook/contract/ids";
import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { sumMinor } from "@daybook/contract/money";
import type { BookedStockDocument } from "@daybook/contract/stock";
import type { ReadCtx } from "../context/context.ts";
import { shownCost } from "../context/shown-cost.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import { isoInstant } from "../context/instants.ts";
import { named, unitCode } from "../products/product-view.ts";
import { reversedId } from "./ledger-sums.ts";

/** A manual stock document, with its movements in order. Refuses 404 `not_found` at `id`. */
export async function getStockDocument(
  ctx: ReadCtx,
  input: { readonly id: StockDocumentId },
): Promise<BookedStockDocument> {
  const { rowId, supplierId, supplierName, ...header } = await headerOf(ctx, input.id);
  const rows = await linesOf(ctx, rowId);
  const reversal = await reversalOf(ctx, rowId);
  const lines = rows.map((line) => toLine(ctx, line));
  const [line] = lines;
  const [row] = rows;
  assert(line !== undefined && row !== undefined, "a document has at least one line");
  return {
    ...header,
    id: header.id,
    supplier: named(supplierId, supplierName),
    occurredAt: isoInstant(header.occurredAt),
    recordedAt: isoInstant(header.recordedAt),
    // A manual document has the same two locations and the same reason on every line.
    reason: row.reason,
    from: line.from,
    to: line.to,
    lines,
    totalCostMinor: shownCost(ctx, sumMinor(rows.map(({ costMinor }) => costMinor))),
    reversal,
  };
}

async function headerOf(ctx: ReadCtx, publicId: StockDocumentId) {
  const { stockDocument, supplier, appUser } = ctx.t;
  const [row] = await ctx.db
    .select({
      rowId: stockDocument.id,
      id: stockDocument.publicId,
      kind: stockDocument.kind,
      reference: stockDocument.reference,
      note: stockDocument.note,
      supplierId: supplier.publicId,
      supplierName: supplier.name,
      user: { id: appUser.publicId, name: appUser.name },
      occurredAt: stockDocument.occurredAt,
      recordedAt: stockDocument.recordedAt,
      businessDate: stockDocument.businessDate,
    })
    .from(stockDocument)
    .innerJoin(appUser, eq(appUser.id, stockDocument.userId))
    .leftJoin(supplier, eq(supplier.id, stockDocument.supplierId))
    .where(eq(stockDocument.publicId, publicId));
  if (row === undefined) throw refuse("not_found", { entity: "stockDocument", id: publicId }, "id");
  return row;
}

function linesOf(ctx: ReadCtx, documentId: number) {
  const { movement, product, uom, location } = ctx.t;
  const from = alias(location, "from_location");
  const to = alias(location, "to_location");
  return ctx.db
    .select({
      movementId: movement.publicId,
      product: { id: product.publicId, sku: product.sku, name: product.name },
      unit: uom.code,
      fromId: from.publicId,
      fromName: from.name,
      toId: to.publicId,
      toName: to.name,
      quantityMilli: movement.quantityMilli,
      costMinor: movement.costMinor,
      reason: movement.reason,
      reversesId: reversedId(ctx.t),
    })
    .from(movement)
    .innerJoin(product, eq(product.id, movement.productId))
    .innerJoin(uom, eq(uom.id, product.baseUomId))
    .leftJoin(from, eq(from.id, movement.fromLocationId))
    .leftJoin(to, eq(to.id, movement.toLocationId))
    .where(and(ofDocument(ctx, documentId), isNull(movement.reverses)))
    .orderBy(asc(movement.lineNo), asc(movement.id));
}

/** The movements of a manual document, including reversals. */
export function ofDocument({ t }: Pick<ReadCtx, "t">, documentId: number) {
  return and(eq(t.movement.docType, "stock"), eq(t.movement.docId, documentId));
}

/** A document is reversed as a whole, so its first reversal has the time and the user. */
async function reversalOf(
  ctx: ReadCtx,
  documentId: number,
): Promise<BookedStockDocument["reversal"]> {
  const { movement, appUser } = ctx.t;
  const [row] = await ctx.db
    .select({
      recordedAt: movement.recordedAt,
      user: { id: appUser.publicId, name: appUser.name },
    })
    .from(movement)
    .innerJoin(appUser, eq(appUser.id, movement.userId))
    .where(and(ofDocument(ctx, documentId), isNotNull(movement.reverses)))
    .limit(1);
  return row === undefined ? null : { ...row, recordedAt: isoInstant(row.recordedAt) };
}

type Line = BookedStockDocument["lines"][number];

function toLine(ctx: ReadCtx, row: Awaited<ReturnType<typeof linesOf>>[number]): Line {
  return {
    movementId: row.movementId,
    product: row.product,
    unit: unitCode(row.unit),
    from: named(row.fromId, row.fromName),
    to: named(row.toId, row.toName),
    quantityMilli: row.quantityMilli,
    costMinor: shownCost(ctx, row.costMinor),
    reversesId: row.reversesId,
  };
}
