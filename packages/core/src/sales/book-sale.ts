/** Writes a priced document: header, lines, taxes, payments, daily figures. Selling and taking back share it. */
import { sql } from "drizzle-orm";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import type { Milli } from "@daybook/contract/quantity";
import type { Disposition, Tender } from "@daybook/contract/sales";
import { newId } from "@daybook/contract/uuid";
import { prepared } from "@daybook/db/statement";
import type { WriteCtx } from "../context.ts";
import { assert } from "../domain-error.ts";
import type { SellableProduct } from "../products/sellable-products.ts";
import { BASE_PRICE_LIST_ID } from "../base-price-list.ts";

/** The document as it is written; amounts are positive whichever way the money goes. */
export interface SaleHeader {
  readonly key: string;
  readonly kind: "sale" | "return";
  readonly deviceId: number;
  readonly deviceSeq: number;
  readonly receiptNumber: string;
  readonly locationId: number;
  readonly customerId: number | null;
  readonly originSaleId: number | null;
  readonly goodsMinor: Minor;
  readonly discountMinor: Minor;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly totalMinor: Minor;
  readonly note: string;
  readonly reason: string | null;
  readonly occurredAt: number;
  readonly businessDate: string;
  readonly hour: number;
}

export interface BookedTax {
  readonly taxRateRowId: number;
  readonly ppm: number;
  readonly baseMinor: Minor;
  readonly taxMinor: Minor;
}

export interface BookedLine {
  readonly lineNo: number;
  readonly product: Pick<SellableProduct, "id" | "sku" | "name">;
  readonly quantityMilli: Milli;
  readonly unitPriceMinor: Minor;
  readonly basisMilli: Milli;
  readonly priceSource: "list" | "override" | "origin";
  readonly grossMinor: Minor;
  readonly discountMinor: Minor;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly costMinor: Minor;
  readonly originLineId: number | null;
  readonly disposition: Disposition | null;
  readonly taxes: readonly BookedTax[];
}

export interface BookedPayment {
  readonly tender: Tender;
  readonly tenderedMinor: Minor;
  readonly changeMinor: Minor;
  readonly reference: string;
  readonly refundOf: number | null;
}

const inserting = prepared((db, t) => ({
  sale: db
    .insert(t.sale)
    .values({
      publicId: sql.placeholder("publicId"),
      key: sql.placeholder("key"),
      deviceId: sql.placeholder("deviceId"),
      deviceSeq: sql.placeholder("deviceSeq"),
      receiptNumber: sql.placeholder("receiptNumber"),
      kind: sql.placeholder("kind"),
      status: "completed",
      locationId: sql.placeholder("locationId"),
      customerId: sql.placeholder("customerId"),
      originSaleId: sql.placeholder("originSaleId"),
      priceListId: BASE_PRICE_LIST_ID,
      goodsMinor: sql.placeholder("goodsMinor"),
      discountMinor: sql.placeholder("discountMinor"),
      netMinor: sql.placeholder("netMinor"),
      taxMinor: sql.placeholder("taxMinor"),
      roundingMinor: minor(0),
      totalMinor: sql.placeholder("totalMinor"),
      note: sql.placeholder("note"),
      reason: sql.placeholder("reason"),
      userId: sql.placeholder("userId"),
      occurredAt: sql.placeholder("occurredAt"),
      recordedAt: sql.placeholder("recordedAt"),
      businessDate: sql.placeholder("businessDate"),
      hour: sql.placeholder("hour"),
    })
    .returning({ id: t.sale.id })
    .prepare(),
  line: db
    .insert(t.saleLine)
    .values({
      saleId: sql.placeholder("saleId"),
      lineNo: sql.placeholder("lineNo"),
      productId: sql.placeholder("productId"),
      sku: sql.placeholder("sku"),
      name: sql.placeholder("name"),
      lotId: null,
      unitId: null,
      quantityMilli: sql.placeholder("quantityMilli"),
      unitPriceMinor: sql.placeholder("unitPriceMinor"),
      basisMilli: sql.placeholder("basisMilli"),
      priceSource: sql.placeholder("priceSource"),
      grossMinor: sql.placeholder("grossMinor"),
      discountMinor: sql.placeholder("discountMinor"),
      netMinor: sql.placeholder("netMinor"),
      taxMinor: sql.placeholder("taxMinor"),
      costMinor: sql.placeholder("costMinor"),
      originLineId: sql.placeholder("originLineId"),
      disposition: sql.placeholder("disposition"),
    })
    .returning({ id: t.saleLine.id })
    .prepare(),
  tax: db
    .insert(t.saleLineTax)
    .values({
      lineId: sql.placeholder("lineId"),
      taxRateId: sql.placeholder("taxRateId"),
      ppm: sql.placeholder("ppm"),
      baseMinor: sql.placeholder("baseMinor"),
      taxMinor: sql.placeholder("taxMinor"),
    })
    .prepare(),
  payment: db
    .insert(t.payment)
    .values({
      publicId: sql.placeholder("publicId"),
      saleId: sql.placeholder("saleId"),
      tender: sql.placeholder("tender"),
      amountMinor: sql.placeholder("amountMinor"),
      tenderedMinor: sql.placeholder("tenderedMinor"),
      changeMinor: sql.placeholder("changeMinor"),
      reference: sql.placeholder("reference"),
      refundOf: sql.placeholder("refundOf"),
      voids: sql.placeholder("voids"),
      recordedAt: sql.placeholder("recordedAt"),
    })
    .prepare(),
}));

/** Writes the document's header. Its movements come next, because a line keeps what its goods cost. */
export async function insertSale(ctx: WriteCtx, header: SaleHeader): Promise<{ id: number; publicId: string }> {
  const publicId = newId(ctx.now);
  const [row] = await inserting(ctx).sale.execute({
    ...header,
    publicId,
    userId: ctx.actor.userId,
    recordedAt: ctx.now,
  });
  assert(row !== undefined, "an insert returns its row");
  return { id: row.id, publicId };
}

export async function insertLines(ctx: WriteCtx, saleId: number, lines: readonly BookedLine[]): Promise<void> {
  for (const line of lines) {
    const [row] = await inserting(ctx).line.execute({
      saleId,
      lineNo: line.lineNo,
      productId: line.product.id,
      sku: line.product.sku,
      name: line.product.name,
      quantityMilli: line.quantityMilli,
      unitPriceMinor: line.unitPriceMinor,
      basisMilli: line.basisMilli,
      priceSource: line.priceSource,
      grossMinor: line.grossMinor,
      discountMinor: line.discountMinor,
      netMinor: line.netMinor,
      taxMinor: line.taxMinor,
      costMinor: line.costMinor,
      originLineId: line.originLineId,
      disposition: line.disposition,
    });
    assert(row !== undefined, "an insert returns its row");
    for (const tax of line.taxes) {
      await inserting(ctx).tax.execute({
        lineId: row.id,
        taxRateId: tax.taxRateRowId,
        ppm: tax.ppm,
        baseMinor: tax.baseMinor,
        taxMinor: tax.taxMinor,
      });
    }
  }
}

/** Writes what was tendered; answers the public ids in order. */
export async function insertPayments(
  ctx: WriteCtx,
  saleId: number,
  payments: readonly BookedPayment[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const payment of payments) {
    const publicId = newId(ctx.now);
    await inserting(ctx).payment.execute({
      publicId,
      saleId,
      tender: payment.tender,
      amountMinor: payment.tenderedMinor - payment.changeMinor,
      tenderedMinor: payment.tenderedMinor,
      changeMinor: payment.changeMinor,
      reference: payment.reference,
      refundOf: payment.refundOf,
      voids: null,
      recordedAt: ctx.now,
    });
    ids.push(publicId);
  }
  return ids;
}

/** Takes a payment back: the same row with the amounts negated. */
export async function insertPaymentReversal(
  ctx: WriteCtx,
  payment: {
    readonly id: number;
    readonly saleId: number;
    readonly tender: Tender;
    readonly tenderedMinor: Minor;
    readonly changeMinor: Minor;
    readonly reference: string;
  },
): Promise<void> {
  await inserting(ctx).payment.execute({
    publicId: newId(ctx.now),
    saleId: payment.saleId,
    tender: payment.tender,
    amountMinor: payment.changeMinor - payment.tenderedMinor,
    tenderedMinor: -payment.tenderedMinor,
    changeMinor: -payment.changeMinor,
    reference: payment.reference,
    refundOf: null,
    voids: payment.id,
    recordedAt: ctx.now,
  });
}
