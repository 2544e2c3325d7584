/** Keeps the daily figures in the document's own transaction. `verify` proves them equal to the documents. */
import { sql } from "drizzle-orm";
import type { Minor } from "@daybook/contract/money";
import type { Milli } from "@daybook/contract/quantity";
import type { Tender } from "@daybook/contract/sales";
import { prepared } from "@daybook/db/statement";
import type { WriteCtx } from "../context.ts";

export interface FigureLine {
  readonly productRowId: number;
  readonly quantityMilli: Milli;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly discountMinor: Minor;
  readonly costMinor: Minor;
}

export interface FiguredDocument {
  readonly kind: "sale" | "return";
  readonly businessDate: string;
  readonly hour: number;
  readonly locationId: number;
  readonly deviceId: number;
  readonly goodsMinor: Minor;
  readonly discountMinor: Minor;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly totalMinor: Minor;
  readonly lines: readonly FigureLine[];
  readonly payments: readonly { readonly tender: Tender; readonly amountMinor: number }[];
}

/**
 * Adds a completed document to the figures, or takes a voided one out again (`times` -1). Returns lower the money
 * columns; units and takings follow the same sign.
 */
export async function addToFigures(ctx: WriteCtx, document: FiguredDocument, times: 1 | -1): Promise<void> {
  const sign = document.kind === "sale" ? times : -times;
  const units = document.lines.reduce((sum, line) => sum + line.quantityMilli, 0);
  const cost = document.lines.reduce((sum, line) => sum + line.costMinor, 0);
  const isSale = document.kind === "sale";
  await adding(ctx).sales.execute({
    businessDate: document.businessDate,
    hour: document.hour,
    locationId: document.locationId,
    sales: isSale ? times : 0,
    returns: isSale ? 0 : times,
    unitsMilli: sign * units,
    salesTotalMinor: isSale ? times * document.totalMinor : 0,
    returnsTotalMinor: isSale ? 0 : times * document.totalMinor,
    goodsMinor: sign * document.goodsMinor,
    discountMinor: sign * document.discountMinor,
    netMinor: sign * document.netMinor,
    taxMinor: sign * document.taxMinor,
    roundingMinor: 0,
    costMinor: sign * cost,
  });
  for (const line of inKeyOrder(document.lines)) {
    await adding(ctx).product.execute({
      businessDate: document.businessDate,
      productId: line.productRowId,
      locationId: document.locationId,
      unitsSoldMilli: isSale ? times * line.quantityMilli : 0,
      unitsReturnedMilli: isSale ? 0 : times * line.quantityMilli,
      netMinor: sign * line.netMinor,
      taxMinor: sign * line.taxMinor,
      discountMinor: sign * line.discountMinor,
      costMinor: sign * line.costMinor,
    });
  }
  for (const payment of document.payments) {
    await adding(ctx).tender.execute({
      businessDate: document.businessDate,
      deviceId: document.deviceId,
      tender: payment.tender,
      takenMinor: isSale ? times * payment.amountMinor : 0,
      refundedMinor: isSale ? 0 : times * payment.amountMinor,
    });
  }
}

/** Rows are taken in one order by everybody, so that two documents never wait for each other in a circle. */
function inKeyOrder(lines: readonly FigureLine[]): FigureLine[] {
  return [...lines].sort((a, b) => a.productRowId - b.productRowId);
}

const adding = prepared((db, t) => ({
  sales: db
    .insert(t.salesDaily)
    .values({
      businessDate: sql.placeholder("businessDate"),
      hour: sql.placeholder("hour"),
      locationId: sql.placeholder("locationId"),
      sales: sql.placeholder("sales"),
      returns: sql.placeholder("returns"),
      unitsMilli: sql.placeholder("unitsMilli"),
      salesTotalMinor: sql.placeholder("salesTotalMinor"),
      returnsTotalMinor: sql.placeholder("returnsTotalMinor"),
      goodsMinor: sql.placeholder("goodsMinor"),
      discountMinor: sql.placeholder("discountMinor"),
      netMinor: sql.placeholder("netMinor"),
      taxMinor: sql.placeholder("taxMinor"),
      roundingMinor: sql.placeholder("roundingMinor"),
      costMinor: sql.placeholder("costMinor"),
    })
    .onConflictDoUpdate({
      target: [t.salesDaily.businessDate, t.salesDaily.hour, t.salesDaily.locationId],
      set: {
        sales: sql`${t.salesDaily.sales} + excluded.sales`,
        returns: sql`${t.salesDaily.returns} + excluded.returns`,
        unitsMilli: sql`${t.salesDaily.unitsMilli} + excluded.units_milli`,
        salesTotalMinor: sql`${t.salesDaily.salesTotalMinor} + excluded.sales_total_minor`,
        returnsTotalMinor: sql`${t.salesDaily.returnsTotalMinor} + excluded.returns_total_minor`,
        goodsMinor: sql`${t.salesDaily.goodsMinor} + excluded.goods_minor`,
        discountMinor: sql`${t.salesDaily.discountMinor} + excluded.discount_minor`,
        netMinor: sql`${t.salesDaily.netMinor} + excluded.net_minor`,
        taxMinor: sql`${t.salesDaily.taxMinor} + excluded.tax_minor`,
        roundingMinor: sql`${t.salesDaily.roundingMinor} + excluded.rounding_minor`,
        costMinor: sql`${t.salesDaily.costMinor} + excluded.cost_minor`,
      },
    })
    .prepare(),
  product: db
    .insert(t.productDaily)
    .values({
      businessDate: sql.placeholder("businessDate"),
      productId: sql.placeholder("productId"),
      locationId: sql.placeholder("locationId"),
      unitsSoldMilli: sql.placeholder("unitsSoldMilli"),
      unitsReturnedMilli: sql.placeholder("unitsReturnedMilli"),
      netMinor: sql.placeholder("netMinor"),
      taxMinor: sql.placeholder("taxMinor"),
      discountMinor: sql.placeholder("discountMinor"),
      costMinor: sql.placeholder("costMinor"),
    })
    .onConflictDoUpdate({
      target: [t.productDaily.businessDate, t.productDaily.productId, t.productDaily.locationId],
      set: {
        unitsSoldMilli: sql`${t.productDaily.unitsSoldMilli} + excluded.units_sold_milli`,
        unitsReturnedMilli: sql`${t.productDaily.unitsReturnedMilli} + excluded.units_returned_milli`,
        netMinor: sql`${t.productDaily.netMinor} + excluded.net_minor`,
        taxMinor: sql`${t.productDaily.taxMinor} + excluded.tax_minor`,
        discountMinor: sql`${t.productDaily.discountMinor} + excluded.discount_minor`,
        costMinor: sql`${t.productDaily.costMinor} + excluded.cost_minor`,
      },
    })
    .prepare(),
  tender: db
    .insert(t.tenderDaily)
    .values({
      businessDate: sql.placeholder("businessDate"),
      deviceId: sql.placeholder("deviceId"),
      tender: sql.placeholder("tender"),
      takenMinor: sql.placeholder("takenMinor"),
      refundedMinor: sql.placeholder("refundedMinor"),
    })
    .onConflictDoUpdate({
      target: [t.tenderDaily.businessDate, t.tenderDaily.deviceId, t.tenderDaily.tender],
      set: {
        takenMinor: sql`${t.tenderDaily.takenMinor} + excluded.taken_minor`,
        refundedMinor: sql`${t.tenderDaily.refundedMinor} + excluded.refunded_minor`,
      },
    })
    .prepare(),
}));
