import type { SaleId } from "@daybook/contract/ids";
import { and, desc, eq, inArray, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { ListSales, Sale, SalePage } from "@daybook/contract/sales";
import { minor, sumMinor } from "@daybook/contract/money";
import { milli } from "@daybook/contract/quantity";
import { approvalsOfSale } from "../approvals/approvals.ts";
import type { ReadCtx } from "../context/context.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import { isoInstant, isoInstantOrNull } from "../context/instants.ts";
import { signatureOf } from "../fiscal/signatures.ts";
import { unitCode } from "../products/product-view.ts";
import { exactSum } from "../sums/shown-sum.ts";
import { identityOf } from "../settings/shop-identity.ts";
import { copiesOf } from "../tills/receipt-copies.ts";
import { invoiceOf } from "./invoice-of.ts";
import { lookUpFilter } from "./sale-filter.ts";
import { terminalRefundOf } from "./terminal-refund.ts";
import { isVoidOf, statusOf, voidsOf } from "../records/voided-sales.ts";

/** Sales, returns and voids, newest business day first. Refuses 404 at the fields of the filter and 400 at `cursor`. */
export async function listSales(ctx: ReadCtx, input: ListSales): Promise<SalePage> {
  const { sale, location, customer, appUser, saleLine } = ctx.t;
  const { conditions } = await lookUpFilter(ctx, input);
  const voids = voidsOf(ctx.t);
  const rows = await ctx.db
    .select({
      rowId: sale.id,
      sale: {
        id: sale.publicId,
        receiptNumber: sale.receiptNumber,
        kind: sale.kind,
        status: statusOf(voids),
        roundingMinor: sale.roundingMinor,
        totalMinor: sale.totalMinor,
        lines:
          sql<number>`(SELECT count(*) FROM ${saleLine} WHERE ${saleLine.saleId} = ${sale.id})`.mapWith(
            Number,
          ),
        occurredAt: sale.occurredAt,
        businessDate: sale.businessDate,
      },
      location: { id: location.publicId, name: location.name },
      customerId: customer.publicId,
      customerName: sale.customerName,
      soldBy: { id: appUser.publicId, name: sale.sellerName },
    })
    .from(sale)
    .innerJoin(location, eq(location.id, sale.locationId))
    .innerJoin(appUser, eq(appUser.id, sale.userId))
    .leftJoin(customer, eq(customer.id, sale.customerId))
    .leftJoin(voids, isVoidOf(ctx.t, voids))
    .where(and(...conditions, cursorCondition(ctx, input.cursor)))
    .orderBy(desc(sale.businessDate), desc(sale.id))
    .limit(input.limit + 1);
  return pageOf(
    rows,
    input.limit,
    ({ sale: row, location: place, customerId, customerName, soldBy }) => ({
      ...row,
      location: place,
      customer: namedOrNull(customerId, customerName),
      soldBy,
      occurredAt: isoInstant(row.occurredAt),
    }),
    (row) => [row.sale.businessDate, row.rowId],
  );
}

/** A customer who may be missing. */
function namedOrNull(id: string | null, name: string | null) {
  return id === null || name === null ? null : { id, name };
}

function cursorCondition(ctx: ReadCtx, cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  const [day, id] = decodeCursor(cursor, ["string", "number"]);
  return sql`(${ctx.t.sale.businessDate}, ${ctx.t.sale.id}) < (${day}, ${id})`;
}

/** A sale, return or void with all details. Refuses 404 `not_found` at `id`. */
export async function getSale(ctx: ReadCtx, input: { readonly id: SaleId }): Promise<Sale> {
  const header = await headerOf(ctx, input.id);
  const lines = await linesOf(ctx, header.rowId);
  const payments = await paymentsOf(ctx, header.rowId);
  const { rowId, shop, customerId, customerName, voidedBy, ...row } = header;
  return {
    ...row,
    shop: identityOf(shop),
    customer: namedOrNull(customerId, customerName),
    voidedBy: namedOrNull(voidedBy.id, voidedBy.name),
    lines,
    taxes: await taxesOf(ctx, rowId),
    payments,
    corrections: correctionsOf(await correctionRows(ctx, header.rowId), payments),
    changeMinor: sumMinor(payments.map((payment) => payment.changeMinor)),
    ...(await terminalRefundOf(ctx, row, payments)),
    approvals: await approvalsOfSale(ctx, rowId),
    startedAt: isoInstantOrNull(row.startedAt),
    occurredAt: isoInstant(row.occurredAt),
    recordedAt: isoInstant(row.recordedAt),
    voidedAt: isoInstantOrNull(row.voidedAt),
    returns: await returnsOf(ctx, rowId),
    copies: await copiesOf(ctx, rowId),
    invoice: await invoiceOf(ctx, row.kind === "sale" ? row.id : (row.origin?.id ?? row.id)),
    signature: await signatureOf(ctx, rowId),
  };
}

async function headerOf(ctx: ReadCtx, publicId: SaleId) {
  const { sale, shopIdentity, location, customer, appUser } = ctx.t;
  const origin = alias(sale, "origin");
  const exchange = alias(sale, "exchange");
  const voids = voidsOf(ctx.t);
  const voider = alias(appUser, "voider");
  const [row] = await ctx.db
    .select({
      rowId: sale.id,
      id: sale.publicId,
      receiptNumber: sale.receiptNumber,
      kind: sale.kind,
      status: statusOf(voids),
      shop: shopIdentity,
      location: { id: location.publicId, name: location.name },
      customerId: customer.publicId,
      customerName: sale.customerName,
      origin: { id: origin.publicId, receiptNumber: origin.receiptNumber },
      exchange: {
        id: exchange.publicId,
        receiptNumber: exchange.receiptNumber,
        totalMinor: exchange.totalMinor,
      },
      goodsMinor: sale.goodsMinor,
      discountMinor: sale.discountMinor,
      netMinor: sale.netMinor,
      taxMinor: sale.taxMinor,
      roundingMinor: sale.roundingMinor,
      totalMinor: sale.totalMinor,
      note: sale.note,
      reason: sale.reason,
      ageChecked: sale.ageChecked,
      soldBy: { id: appUser.publicId, name: sale.sellerName },
      till: sale.tillName,
      startedAt: sale.startedAt,
      occurredAt: sale.occurredAt,
      recordedAt: sale.recordedAt,
      businessDate: sale.businessDate,
      voidedAt: voids.occurredAt,
      voidedBy: { id: voider.publicId, name: voids.sellerName },
      voidReason: voids.reason,
      voidDocument: { id: voids.publicId, receiptNumber: voids.receiptNumber },
    })
    .from(sale)
    .innerJoin(shopIdentity, eq(shopIdentity.id, sale.identityId))
    .innerJoin(location, eq(location.id, sale.locationId))
    .innerJoin(appUser, eq(appUser.id, sale.userId))
    .leftJoin(customer, eq(customer.id, sale.customerId))
    .leftJoin(origin, eq(origin.id, sale.originSaleId))
    .leftJoin(exchange, or(eq(exchange.id, sale.exchangeOf), eq(exchange.exchangeOf, sale.id)))
    .leftJoin(voids, isVoidOf(ctx.t, voids))
    .leftJoin(voider, eq(voider.id, voids.userId))
    .where(eq(sale.publicId, publicId));
  if (row === undefined) throw refuse("not_found", { entity: "sale", id: publicId }, "id");
  return row;
}

async function linesOf(ctx: ReadCtx, saleId: number) {
  const { saleLine, product, category, uom, sale } = ctx.t;
  const origin = alias(saleLine, "origin_line");
  const rows = await ctx.db
    .select({
      rowId: saleLine.id,
      lineNo: saleLine.lineNo,
      productId: product.publicId,
      sku: saleLine.sku,
      name: saleLine.name,
      categoryId: category.publicId,
      code: saleLine.code,
      unit: uom.code,
      quantityMilli: saleLine.quantityMilli,
      unitPriceMinor: saleLine.unitPriceMinor,
      basisMilli: saleLine.basisMilli,
      priceSource: saleLine.priceSource,
      grossMinor: saleLine.grossMinor,
      discountMinor: saleLine.discountMinor,
      netMinor: saleLine.netMinor,
      taxMinor: saleLine.taxMinor,
      returnUntil: saleLine.returnUntil,
      originLineNo: origin.lineNo,
      disposition: saleLine.disposition,
    })
    .from(saleLine)
    .innerJoin(product, eq(product.id, saleLine.productId))
    // The unit of a line is for goods sold in packs; the unit of a product never changes.
    .innerJoin(uom, eq(uom.id, product.baseUomId))
    .leftJoin(category, eq(category.id, saleLine.categoryId))
    .leftJoin(origin, eq(origin.id, saleLine.originLineId))
    .where(eq(saleLine.saleId, saleId))
    .orderBy(saleLine.lineNo);
  const returned = await ctx.db
    .select({
      originLineId: saleLine.originLineId,
      quantityMilli: sql<number>`sum(${saleLine.quantityMilli})`.mapWith(Number),
    })
    .from(saleLine)
    .innerJoin(sale, eq(sale.id, saleLine.saleId))
    .where(
      and(
        inArray(
          saleLine.originLineId,
          rows.map((row) => row.rowId),
        ),
        eq(sale.kind, "return"),
      ),
    )
    .groupBy(saleLine.originLineId);
  const rates = await rateIdsOf(
    ctx,
    rows.map(({ rowId }) => rowId),
  );
  return rows.map(({ rowId, ...row }) => ({
    ...row,
    taxRateIds: rates.flatMap(({ lineId, taxRateId }) => (lineId === rowId ? [taxRateId] : [])),
    unit: unitCode(row.unit),
    totalMinor: minor(row.netMinor + row.taxMinor),
    returnedMilli: milli(returned.find((back) => back.originLineId === rowId)?.quantityMilli ?? 0),
  }));
}

function rateIdsOf({ db, t }: ReadCtx, lineIds: readonly number[]) {
  const { saleLineTax, taxRate } = t;
  return db
    .select({ lineId: saleLineTax.lineId, taxRateId: taxRate.publicId })
    .from(saleLineTax)
    .innerJoin(taxRate, eq(taxRate.id, saleLineTax.taxRateId))
    .where(inArray(saleLineTax.lineId, [...lineIds]))
    .orderBy(taxRate.id);
}

function taxesOf(ctx: ReadCtx, saleId: number) {
  const { saleLineTax, saleLine, taxRate } = ctx.t;
  return ctx.db
    .select({
      taxRateId: taxRate.publicId,
      name: taxRate.name,
      ppm: saleLineTax.ppm,
      baseMinor: sql`sum(${saleLineTax.baseMinor})`.mapWith(exactSum),
      taxMinor: sql`sum(${saleLineTax.taxMinor})`.mapWith(exactSum),
    })
    .from(saleLineTax)
    .innerJoin(saleLine, eq(saleLine.id, saleLineTax.lineId))
    .innerJoin(taxRate, eq(taxRate.id, saleLineTax.taxRateId))
    .where(eq(saleLine.saleId, saleId))
    .groupBy(taxRate.id, taxRate.publicId, taxRate.name, saleLineTax.ppm)
    .orderBy(taxRate.id);
}

function paymentsOf(ctx: ReadCtx, saleId: number) {
  const { payment, tenderCorrection } = ctx.t;
  return ctx.db
    .select({
      id: payment.publicId,
      tender: payment.tender,
      name: payment.tenderName,
      kind: payment.tenderKind,
      amountMinor: payment.amountMinor,
      tenderedMinor: payment.tenderedMinor,
      changeMinor: payment.changeMinor,
      reference: payment.reference,
      correction: tenderCorrection.number,
    })
    .from(payment)
    .leftJoin(tenderCorrection, eq(tenderCorrection.id, payment.correctionId))
    .where(eq(payment.saleId, saleId))
    .orderBy(payment.id);
}

function correctionRows(ctx: ReadCtx, saleId: number) {
  const { tenderCorrection, appUser } = ctx.t;
  return ctx.db
    .select({
      number: tenderCorrection.number,
      reason: tenderCorrection.reason,
      correctedBy: { id: appUser.publicId, name: tenderCorrection.userName },
      at: tenderCorrection.recordedAt,
    })
    .from(tenderCorrection)
    .innerJoin(appUser, eq(appUser.id, tenderCorrection.userId))
    .where(eq(tenderCorrection.saleId, saleId))
    .orderBy(tenderCorrection.id);
}

/** The amounts and methods of corrections are in their payments. */
function correctionsOf(
  rows: Awaited<ReturnType<typeof correctionRows>>,
  payments: Awaited<ReturnType<typeof paymentsOf>>,
): Sale["corrections"] {
  return rows.map(({ at, ...row }) => {
    const pair = payments.filter(({ correction }) => correction === row.number);
    const to = pair.find(({ amountMinor }) => amountMinor > 0);
    const from = pair.find(({ amountMinor }) => amountMinor < 0);
    assert(to !== undefined && from !== undefined, "a correction has two payments");
    const { amountMinor, reference } = to;
    const pairOf = { from: methodOf(from), to: methodOf(to), amountMinor, reference };
    return { ...row, ...pairOf, at: isoInstant(at) };
  });
}

function methodOf({ tender, name }: Pick<Sale["payments"][number], "tender" | "name">) {
  return { id: tender, name };
}

function returnsOf(ctx: ReadCtx, saleId: number) {
  const { sale } = ctx.t;
  return ctx.db
    .select({ id: sale.publicId, receiptNumber: sale.receiptNumber, totalMinor: sale.totalMinor })
    .from(sale)
    .where(and(eq(sale.originSaleId, saleId), eq(sale.kind, "return")))
    .orderBy(sale.id);
}
