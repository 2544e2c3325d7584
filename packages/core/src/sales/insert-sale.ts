/** Writes a document: header, lines, taxes, payments. Used by sales, returns and voids. */
import type { PaymentId, SaleId, TenderId } from "@daybook/contract/ids";
import type { Minor } from "@daybook/contract/money";
import type { Milli } from "@daybook/contract/quantity";
import type { PriceSource } from "@daybook/contract/price-sources";
import type { DocumentKind } from "@daybook/contract/sale-basics";
import type { Disposition } from "@daybook/contract/sales";
import type { TenderKind } from "@daybook/contract/tenders";
import { newId } from "@daybook/contract/uuid";
import { preparedRows } from "@daybook/db/prepared-rows";
import { everyColumn, prepared } from "@daybook/db/statement";
import type { WriteCtx } from "../context/context.ts";
import { assert } from "../errors/domain-error.ts";
import type { SellableProduct } from "../products/sellable-products.ts";
import { BASE_PRICE_LIST_ID } from "../products/base-price-list.ts";
import type { DocumentSession } from "../drawers/document-session.ts";
import type { ReceiptNumber } from "./receipt-number.ts";

/** A customer with the name that the document shows. */
export interface DocumentCustomer {
  readonly id: number;
  readonly name: string;
}

/** The document as written; amounts are positive whatever the direction of the money. */
export interface SaleHeader extends ReceiptNumber, DocumentSession {
  readonly key: string;
  readonly kind: DocumentKind;
  readonly locationId: number;
  readonly customer: DocumentCustomer | null;
  readonly identityId: number;
  readonly originSaleId: number | null;
  /** The return whose goods were exchanged for those of this sale. */
  readonly exchangeOf: number | null;
  readonly goodsMinor: Minor;
  readonly discountMinor: Minor;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly roundingMinor: Minor;
  readonly totalMinor: Minor;
  readonly note: string;
  readonly reason: string | null;
  readonly ageChecked: number | null;
  readonly startedAt: number | null;
  readonly occurredAt: number;
  readonly businessDate: string;
  readonly hour: number;
}

export interface RecordedTax {
  readonly taxRateRowId: number;
  readonly ppm: number;
  readonly baseMinor: Minor;
  readonly taxMinor: Minor;
}

export interface RecordedLine {
  readonly lineNo: number;
  readonly product: Pick<SellableProduct, "id" | "sku" | "name">;
  readonly categoryRowId: number | null;
  readonly code: string | null;
  readonly quantityMilli: Milli;
  readonly unitPriceMinor: Minor;
  readonly basisMilli: Milli;
  readonly priceSource: PriceSource;
  readonly grossMinor: Minor;
  readonly discountMinor: Minor;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly costMinor: Minor;
  /** The last business day on which it may be returned; null without a limit. */
  readonly returnUntil: string | null;
  readonly originLineId: number | null;
  readonly disposition: Disposition | null;
  readonly taxes: readonly RecordedTax[];
}

export interface RecordedPayment {
  /** The method with the name that the document shows. */
  readonly tender: { readonly id: TenderId; readonly name: string; readonly kind: TenderKind };
  readonly tenderedMinor: Minor;
  readonly changeMinor: Minor;
  readonly reference: string;
  readonly refundOf: number | null;
  /** The payment that a void reverses; its amounts are then negated. */
  readonly voids?: number;
  /** The correction that it is a part of; a void repeats it. */
  readonly correctionId?: number | null;
  /** The payment of the card terminal that this is, if one is. */
  readonly cardPayment?: string | undefined;
}

const inserting = prepared((db, t) => ({
  sale: db.insert(t.sale).values(everyColumn(t.sale, "id")).returning({ id: t.sale.id }).prepare(),
  payment: db.insert(t.payment).values(everyColumn(t.payment, "id")).prepare(),
}));

const insertingLines = preparedRows(
  (t) => everyColumn(t.saleLine, "id", "lotId", "unitId"),
  (db, t, rows) =>
    db
      .insert(t.saleLine)
      .values(rows)
      .returning({ id: t.saleLine.id, lineNo: t.saleLine.lineNo })
      .prepare(),
);

const insertingTaxes = preparedRows(
  (t) => everyColumn(t.saleLineTax),
  (db, t, rows) =>
    db.insert(t.saleLineTax).values(rows).returning({ lineId: t.saleLineTax.lineId }).prepare(),
);

/** Writes the document's header. Its movements come next, because a line stores the cost of its goods. */
export async function insertSale(
  ctx: WriteCtx,
  header: SaleHeader,
): Promise<{ id: number; publicId: SaleId }> {
  const publicId = newId<SaleId>(ctx.now);
  const { customer, ...columns } = header;
  const [row] = await inserting(ctx).sale.execute({
    ...columns,
    customerId: customer?.id ?? null,
    customerName: customer?.name ?? null,
    sellerName: ctx.actor.name,
    publicId,
    priceListId: BASE_PRICE_LIST_ID,
    userId: ctx.actor.userId,
    recordedAt: ctx.now,
  });
  assert(row !== undefined, "an insert returns its row");
  return { id: row.id, publicId };
}

export async function insertLines(
  ctx: WriteCtx,
  saleId: number,
  lines: readonly RecordedLine[],
): Promise<void> {
  const rows = await insertingLines(
    ctx,
    lines.map((line) => ({
      saleId,
      lineNo: line.lineNo,
      productId: line.product.id,
      sku: line.product.sku,
      name: line.product.name,
      categoryId: line.categoryRowId,
      code: line.code,
      quantityMilli: line.quantityMilli,
      unitPriceMinor: line.unitPriceMinor,
      basisMilli: line.basisMilli,
      priceSource: line.priceSource,
      grossMinor: line.grossMinor,
      discountMinor: line.discountMinor,
      netMinor: line.netMinor,
      taxMinor: line.taxMinor,
      costMinor: line.costMinor,
      returnUntil: line.returnUntil,
      originLineId: line.originLineId,
      disposition: line.disposition,
    })),
  );
  const idOf = new Map(rows.map((row) => [row.lineNo, row.id]));
  await insertingTaxes(
    ctx,
    lines.flatMap((line) =>
      line.taxes.map((tax) => ({
        lineId: idOf.get(line.lineNo),
        taxRateId: tax.taxRateRowId,
        ppm: tax.ppm,
        baseMinor: tax.baseMinor,
        taxMinor: tax.taxMinor,
      })),
    ),
  );
}

/** Writes the tenders; returns the public ids in order. */
export async function insertPayments(
  ctx: WriteCtx,
  saleId: number,
  payments: readonly RecordedPayment[],
): Promise<PaymentId[]> {
  const ids: PaymentId[] = [];
  for (const payment of payments) {
    const publicId = newId<PaymentId>(ctx.now);
    await inserting(ctx).payment.execute({
      publicId,
      saleId,
      tender: payment.tender.id,
      tenderName: payment.tender.name,
      tenderKind: payment.tender.kind,
      amountMinor: payment.tenderedMinor - payment.changeMinor,
      tenderedMinor: payment.tenderedMinor,
      changeMinor: payment.changeMinor,
      reference: payment.reference,
      refundOf: payment.refundOf,
      voids: payment.voids ?? null,
      correctionId: payment.correctionId ?? null,
      recordedAt: ctx.now,
    });
    ids.push(publicId);
  }
  return ids;
}
