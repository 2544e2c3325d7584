import { and, eq, sql } from "drizzle-orm";
import { minor } from "@daybook/contract/money";
import type { Sale, VoidSale } from "@daybook/contract/sales";
import { businessTime } from "@daybook/contract/business-time";
import { settleApproval, spendApproval } from "../approvals/approvals.ts";
import type { Asked } from "../approvals/approvals.ts";
import { needsOfRight } from "../approvals/needs.ts";
import { takenByTerminal } from "../card-payments/card-payments.ts";
import type { WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { getShop } from "../settings/shop.ts";
import { postMovements } from "../stock/post-movements.ts";
import type { MovementLine } from "../stock/post-movements.ts";
import { reversalOf } from "../stock/reversal-of.ts";
import { cashIn, isSessionOpenFor, sessionOfDocument } from "../drawers/document-session.ts";
import type { DocumentSession, TillOfDocument } from "../drawers/document-session.ts";
import { finishDocument } from "./finish-document.ts";
import { insertSale } from "./insert-sale.ts";
import type { RecordedLine, RecordedPayment, SaleHeader } from "./insert-sale.ts";
import { nextReceiptNumber } from "./receipt-number.ts";
import { getSale } from "./sales.ts";
import { terminalRefund } from "./terminal-refund.ts";
import { getReturnableLines, lockReturnableSale } from "./sold-lines.ts";
import type { ReturnableLine, SaleRow } from "./sold-lines.ts";

/**
 * Voids a sale by a document with a receipt number of its own: it repeats the sale's lines, reverses every movement and
 * payment, and counts on the sale's day and hour. The sale itself is not changed. Returns the sale.
 * What was paid by card is not refunded there: the audit log says how much someone must refund by hand.
 * Possible only on the business day of the sale, before its drawer is closed and before any return.
 *
 * Refuses 422 `not_enough_cash` for cash that the drawer does not have, 409 `void_too_late`, `wrong_state`, and `inactive` for a deactivated location that would receive the goods.
 */
export async function voidSale(ctx: WriteCtx, input: VoidSale): Promise<Sale> {
  const sale = await lockReturnableSale(ctx, input.id);
  const shop = await getShop(ctx);
  const today = businessTime(shop, ctx.now).businessDate;
  // A till whose clock is ahead may have used tomorrow's date.
  if (sale.businessDate < today) throw refuse("void_too_late", {}, "id");
  await refuseWithReturns(ctx, sale);
  // The return would be left without the goods that it was given for.
  if (sale.exchangeOf !== null)
    throw refuse("wrong_state", { entity: "sale", id: sale.publicId, state: "exchanged" }, "id");
  const approval = await settleApproval(ctx, {
    asked: { action: "sales.void", input },
    needs: needsOfRight(ctx, "void", { amountMinor: sale.totalMinor, path: "id" }),
  });
  await spendApproval(ctx, approval, sale.id);
  const lines = await getReturnableLines(ctx, sale.id);
  const { number, till } = await nextReceiptNumber(ctx);
  const payments = await paymentsOf(ctx, sale);
  const back = payments.map(paymentBack);
  const session = await sessionOfVoid(ctx, sale, till, cashIn(back));
  await reverseMovements(ctx, sale, lines);
  const taken = await takenByTerminal(ctx, sale.publicId);
  const header: SaleHeader = {
    ...sale,
    key: input.key,
    kind: "void",
    ...number,
    ...session,
    customer: customerOf(sale),
    identityId: shop.identity.id,
    originSaleId: sale.id,
    exchangeOf: null,
    note: "",
    reason: input.reason,
    ageChecked: null,
    startedAt: null,
    occurredAt: ctx.now,
  };
  await finishDocument(ctx, {
    sale: await insertSale(ctx, header),
    header,
    lines: lines.map(voidedLine),
    payments: back,
    action: "sales.void",
    reason: input.reason,
    approval,
    refundByHandMinor: terminalRefund(taken, payments.map(ofKind)),
    origin: sale,
  });
  return getSale(ctx, { id: sale.publicId });
}

/** The money goes back out of the drawer it came into. Refuses 409 `void_too_late` if that is closed by now. */
async function sessionOfVoid(
  ctx: WriteCtx,
  sale: SaleRow,
  till: TillOfDocument,
  cashMinor: number,
): Promise<DocumentSession> {
  const cash = { cashMinor, path: "id" };
  if (sale.sessionId === null) return sessionOfDocument(ctx, till, cash);
  if (!(await isSessionOpenFor(ctx, sale.sessionId, cash))) throw refuse("void_too_late", {}, "id");
  return { sessionId: sale.sessionId, late: false };
}

function customerOf({ customerId, customerName }: SaleRow): SaleHeader["customer"] {
  return customerId === null || customerName === null
    ? null
    : { id: customerId, name: customerName };
}

function voidedLine({ id, categoryId, ...line }: ReturnableLine): RecordedLine {
  return {
    ...line,
    categoryRowId: categoryId,
    priceSource: "origin",
    originLineId: id,
    disposition: null,
  };
}

function paymentsOf(ctx: WriteCtx, sale: SaleRow) {
  const { payment } = ctx.t;
  return ctx.db.select().from(payment).where(eq(payment.saleId, sale.id)).orderBy(payment.id);
}

type PaymentRow = Awaited<ReturnType<typeof paymentsOf>>[number];

function paymentBack({ id, tender, tenderName, tenderKind, ...paid }: PaymentRow): RecordedPayment {
  return {
    tender: { id: tender, name: tenderName, kind: tenderKind },
    tenderedMinor: minor(0 - paid.tenderedMinor),
    changeMinor: minor(0 - paid.changeMinor),
    reference: paid.reference,
    refundOf: null,
    voids: id,
    correctionId: paid.correctionId,
  };
}

function ofKind({ tenderKind, amountMinor }: PaymentRow) {
  return { kind: tenderKind, amountMinor };
}

/** What voiding a sale asks beyond the rights of the actor. */
export async function askOfVoid(ctx: WriteCtx, input: VoidSale): Promise<Asked> {
  const { totalMinor: amountMinor, receiptNumber } = await lockReturnableSale(ctx, input.id);
  const needs = needsOfRight(ctx, "void", { amountMinor, path: "id" });
  return { needs, amountMinor, receiptNumber };
}

async function refuseWithReturns(ctx: WriteCtx, sale: SaleRow): Promise<void> {
  const { sale: documents } = ctx.t;
  const [found] = await ctx.db
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(documents)
    .where(and(eq(documents.originSaleId, sale.id), eq(documents.kind, "return")));
  if ((found?.count ?? 0) === 0) return;
  throw refuse(
    "wrong_state",
    { entity: "sale", id: sale.publicId, state: "partly_returned" },
    "id",
  );
}

/**
 * Each movement returns to its source location. The reversals belong to the sale, so that its movements add up to
 * nothing.
 */
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
