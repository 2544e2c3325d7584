import { and, eq, ne, sql } from "drizzle-orm";
import type { Sale, VoidSale } from "@daybook/contract/sales";
import { recordAudit } from "../writes/audit.ts";
import { businessTime } from "@daybook/contract/business-time";
import type { WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { getShop } from "../settings/shop.ts";
import { postMovements } from "../stock/post-movements.ts";
import type { MovementLine } from "../stock/post-movements.ts";
import { reversalOf } from "../stock/reversal-of.ts";
import { insertPaymentReversal } from "./insert-sale.ts";
import { addToFigures } from "./sales-figures.ts";
import { getSale } from "./sales.ts";
import { getReturnableLines, lockReturnableSale } from "./sold-lines.ts";
import type { ReturnableLine, SaleRow } from "./sold-lines.ts";

/**
 * Voids a sale: every movement and payment is reversed, the sale is removed from the figures, the documents are kept.
 * Possible only on the business day of the sale and before any return.
 *
 * Refuses 409 `void_too_late`, `wrong_state`, and `inactive` for a deactivated location that would receive the goods.
 */
export async function voidSale(ctx: WriteCtx, input: VoidSale): Promise<Sale> {
  const sale = await lockReturnableSale(ctx, input.id);
  const today = businessTime(await getShop(ctx), ctx.now).businessDate;
  // A till whose clock is ahead may have used tomorrow's date.
  if (sale.businessDate < today) throw refuse("void_too_late", {}, "id");
  await refuseWithReturns(ctx, sale);
  const lines = await getReturnableLines(ctx, sale.id);
  await reverseMovements(ctx, sale, lines);
  const payments = await ctx.db
    .select()
    .from(ctx.t.payment)
    .where(eq(ctx.t.payment.saleId, sale.id));
  for (const payment of payments) await insertPaymentReversal(ctx, payment);
  await addToFigures(
    ctx,
    { ...sale, lines: lines.map((line) => ({ ...line, productRowId: line.product.id })), payments },
    -1,
  );
  await ctx.db
    .update(ctx.t.sale)
    .set({
      status: "voided",
      voidedAt: ctx.now,
      voidedBy: ctx.actor.userId,
      voidReason: input.reason,
    })
    .where(eq(ctx.t.sale.id, sale.id));
  await recordAudit(ctx, {
    action: "sales.void",
    entity: "sale",
    entityId: sale.publicId,
    before: { status: "completed" },
    after: { status: "voided" },
    reason: input.reason,
  });
  ctx.changed("sales", sale.publicId);
  return getSale(ctx, { id: sale.publicId });
}

async function refuseWithReturns(ctx: WriteCtx, sale: SaleRow): Promise<void> {
  const { sale: documents } = ctx.t;
  const [found] = await ctx.db
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(documents)
    .where(and(eq(documents.originSaleId, sale.id), ne(documents.status, "voided")));
  if ((found?.count ?? 0) === 0) return;
  throw refuse(
    "wrong_state",
    { entity: "sale", id: sale.publicId, state: "partly_returned" },
    "id",
  );
}

/** Each movement returns to its source location. */
async function reverseMovements(
  ctx: WriteCtx,
  sale: SaleRow,
  lines: readonly ReturnableLine[],
): Promise<void> {
  const { movement } = ctx.t;
  const originals = await ctx.db
    .select()
    .from(movement)
    .where(and(eq(movement.docType, "sale"), eq(movement.docId, sale.id)))
    .orderBy(movement.id);
  const reversals: MovementLine[] = [];
  for (const original of originals) {
    const line = lines.find((sold) => sold.lineNo === original.lineNo);
    if (line === undefined || original.fromLocationId === null) continue;
    reversals.push(await reversalOf(ctx, original, line.product));
  }
  if (reversals.length === 0) return;
  const { id, businessDate } = sale;
  await postMovements(ctx, { type: "sale", id, occurredAt: ctx.now, businessDate }, reversals);
}
