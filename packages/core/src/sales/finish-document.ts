import type { PaymentId, SaleId } from "@daybook/contract/ids";
import type { Minor } from "@daybook/contract/money";
import { minor } from "@daybook/contract/money";
import type { GrantedApproval } from "../approvals/approvals.ts";
import { recordAudit } from "../writes/audit.ts";
import type { WriteCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";
import { spendCardPayment } from "../card-payments/card-payments.ts";
import { insertLines, insertPayments } from "./insert-sale.ts";
import type { RecordedLine, RecordedPayment, SaleHeader } from "./insert-sale.ts";
import { addToFigures } from "./sales-figures.ts";

/** A document whose header and movements are written, with the data for the rest. */
export interface DocumentToFinish {
  readonly sale: { readonly id: number; readonly publicId: SaleId };
  readonly header: SaleHeader;
  readonly lines: readonly RecordedLine[];
  readonly payments: readonly RecordedPayment[];
  /** The name of the procedure, for the audit log. */
  readonly action: string;
  readonly reason: string;
  /** What allowed the person to do it, if they could not do it alone. */
  readonly approval: GrantedApproval | null;
  /** Set for a sale made while the server was unreachable: the prices of that time. */
  readonly pricesAt?: string;
  /** What was paid by card of a voided sale: someone must refund it at the terminal. */
  readonly refundByHandMinor?: Minor;
  /** The original sale, for a return or a void. */
  readonly origin: { readonly publicId: SaleId; readonly receiptNumber: string } | null;
}

/**
 * Writes lines, taxes and payments, updates the figures, and records the audit entry and live events. Returns the
 * public ids of the payments, in order.
 */
export async function finishDocument(
  ctx: WriteCtx,
  document: DocumentToFinish,
): Promise<PaymentId[]> {
  const { sale, header, lines, payments, origin } = document;
  await insertLines(ctx, sale.id, lines);
  const paymentIds = await insertPayments(ctx, sale.id, payments);
  await spendCardPayments(ctx, document);
  const figures = {
    ...header,
    lines: lines.map((line) => ({ ...line, productRowId: line.product.id })),
    payments: payments.map((payment) => ({
      tender: payment.tender.id,
      amountMinor: kept(payment),
    })),
  };
  await addToFigures(ctx, figures);
  await recordAudit(ctx, {
    action: document.action,
    entity: "sale",
    entityId: sale.publicId,
    after: {
      receiptNumber: header.receiptNumber,
      totalMinor: header.totalMinor,
      ...(document.pricesAt === undefined
        ? {}
        : { soldWhileAway: isoInstant(header.occurredAt), pricesOf: document.pricesAt }),
      ...(origin === null ? {} : { of: origin.receiptNumber }),
      ...((document.refundByHandMinor ?? 0) > 0
        ? { refundByHandMinor: document.refundByHandMinor }
        : {}),
      ...approvedBy(document.approval),
    },
    reason: document.reason,
  });
  ctx.changed("sales", sale.publicId, ...(origin === null ? [] : [origin.publicId]));
  return paymentIds;
}

/** The second person of an action, for its audit entry. */
export function approvedBy(approval: GrantedApproval | null): { readonly approvedBy?: string } {
  return approval === null ? {} : { approvedBy: approval.by.name };
}

/** Payments of the card terminal belong to one document, in which they have their amount. */
async function spendCardPayments(
  ctx: WriteCtx,
  { sale, header, payments }: DocumentToFinish,
): Promise<void> {
  const [kind, field] =
    header.kind === "sale" ? (["pay", "tenders"] as const) : (["refund", "refunds"] as const);
  for (const [index, { cardPayment, tenderedMinor }] of payments.entries()) {
    if (cardPayment === undefined) continue;
    await spendCardPayment(ctx, {
      key: cardPayment,
      kind,
      amountMinor: tenderedMinor,
      saleId: sale.id,
      path: `${field}.${index}.cardPayment`,
    });
  }
}

function kept(payment: RecordedPayment): Minor {
  return minor(payment.tenderedMinor - payment.changeMinor);
}
