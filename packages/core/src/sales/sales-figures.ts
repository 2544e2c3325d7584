/** Updates the daily figures in the transaction of the document. `verify` compares them with the documents. */
import type { Minor } from "@daybook/contract/money";
import type { Milli } from "@daybook/contract/quantity";
import type { TenderId } from "@daybook/contract/ids";
import { preparedRows } from "@daybook/db/prepared-rows";
import { addingUp, everyColumn, prepared, staysWithin } from "@daybook/db/statement";
import type { WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { isLargeRow, MOST_IN_ROW, refuseTooLargeShop } from "../sums/sum-bounds.ts";

export interface FigureLine {
  readonly productRowId: number;
  readonly quantityMilli: Milli;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly discountMinor: Minor;
  readonly costMinor: Minor;
  readonly taxes: readonly {
    readonly taxRateRowId: number;
    readonly baseMinor: Minor;
    readonly taxMinor: Minor;
  }[];
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
  readonly roundingMinor: Minor;
  readonly totalMinor: Minor;
  readonly lines: readonly FigureLine[];
  readonly payments: readonly { readonly tender: TenderId; readonly amountMinor: number }[];
}

/**
 * Adds a completed document to the figures, or subtracts a voided one (`times` -1). Returns reduce the money columns;
 * units and takings use the same sign. Refuses 422 `too_large` if a sum would no longer be exact.
 */
export async function addToFigures(
  ctx: WriteCtx,
  document: FiguredDocument,
  times: 1 | -1,
): Promise<void> {
  const sign = document.kind === "sale" ? times : -times;
  const units = document.lines.reduce((sum, line) => sum + line.quantityMilli, 0);
  const cost = document.lines.reduce((sum, line) => sum + line.costMinor, 0);
  const isSale = document.kind === "sale";
  const [daily] = await adding(ctx).sales.execute({
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
    roundingMinor: sign * document.roundingMinor,
    costMinor: sign * cost,
  });
  if (daily === undefined) throw refuse("too_large", {});
  if (times === 1 && isLargeRow(daily)) await refuseTooLargeShop(ctx, ctx.t.salesDaily, daily);
  const products = dailyOfProducts(document, times);
  const grown = await addingProducts(ctx, products);
  if (grown.length < products.length) throw refuse("too_large", {});
  const taxes = dailyOfTaxes(document, times);
  if ((await addingTaxes(ctx, taxes)).length < taxes.length) throw refuse("too_large", {});
  for (const payment of [...document.payments].sort(byTender)) {
    const [grown] = await adding(ctx).tender.execute({
      businessDate: document.businessDate,
      deviceId: document.deviceId,
      tender: payment.tender,
      takenMinor: isSale ? times * payment.amountMinor : 0,
      refundedMinor: isSale ? 0 : times * payment.amountMinor,
    });
    if (grown === undefined) throw refuse("too_large", {});
  }
}

function byTender(a: { readonly tender: TenderId }, b: { readonly tender: TenderId }): number {
  return a.tender < b.tender ? -1 : Number(a.tender > b.tender);
}

/**
 * The document's contribution to the daily figures of its products, one row per product. Rows are always in the same
 * order, so two documents never deadlock.
 */
function dailyOfProducts(document: FiguredDocument, times: 1 | -1): ProductDaily[] {
  const isSale = document.kind === "sale";
  const sign = isSale ? times : -times;
  const { businessDate, locationId } = document;
  const found = new Map<number, ProductDaily>();
  for (const line of document.lines) {
    const productId = line.productRowId;
    const row = found.get(productId) ?? { businessDate, productId, locationId, ...NOTHING_SOLD };
    row.unitsSoldMilli += isSale ? times * line.quantityMilli : 0;
    row.unitsReturnedMilli += isSale ? 0 : times * line.quantityMilli;
    row.netMinor += sign * line.netMinor;
    row.taxMinor += sign * line.taxMinor;
    row.discountMinor += sign * line.discountMinor;
    row.costMinor += sign * line.costMinor;
    found.set(productId, row);
  }
  return [...found.values()].sort((a, b) => a.productId - b.productId);
}

const NOTHING_SOLD = {
  unitsSoldMilli: 0,
  unitsReturnedMilli: 0,
  netMinor: 0,
  taxMinor: 0,
  discountMinor: 0,
  costMinor: 0,
};

type ProductDaily = {
  readonly businessDate: string;
  readonly productId: number;
  readonly locationId: number;
} & { -readonly [Figure in keyof typeof NOTHING_SOLD]: number };

/** Lines without tax are added up under this rate. */
export const NO_TAX_RATE = 0;

/** The document's contribution to the figures of each tax rate, one row per rate, always in the same order. */
function dailyOfTaxes(document: FiguredDocument, times: 1 | -1): TaxDaily[] {
  const { businessDate, locationId } = document;
  const isSale = document.kind === "sale";
  const found = new Map<number, TaxDaily>();
  for (const { netMinor, taxes } of document.lines) {
    const untaxed = { taxRateRowId: NO_TAX_RATE, baseMinor: netMinor, taxMinor: 0 };
    for (const tax of taxes.length === 0 ? [untaxed] : taxes) {
      const taxRateId = tax.taxRateRowId;
      const row = found.get(taxRateId) ?? { businessDate, taxRateId, locationId, ...NOTHING_TAXED };
      row.soldBaseMinor += isSale ? times * tax.baseMinor : 0;
      row.soldTaxMinor += isSale ? times * tax.taxMinor : 0;
      row.returnedBaseMinor += isSale ? 0 : times * tax.baseMinor;
      row.returnedTaxMinor += isSale ? 0 : times * tax.taxMinor;
      found.set(taxRateId, row);
    }
  }
  return [...found.values()].sort((a, b) => a.taxRateId - b.taxRateId);
}

const NOTHING_TAXED = {
  soldBaseMinor: 0,
  soldTaxMinor: 0,
  returnedBaseMinor: 0,
  returnedTaxMinor: 0,
};

type TaxDaily = {
  readonly businessDate: string;
  readonly taxRateId: number;
  readonly locationId: number;
} & { -readonly [Figure in keyof typeof NOTHING_TAXED]: number };

const addingTaxes = preparedRows(
  (t) => everyColumn(t.taxDaily),
  (db, t, rows) =>
    db
      .insert(t.taxDaily)
      .values(rows)
      .onConflictDoUpdate({
        target: [t.taxDaily.businessDate, t.taxDaily.taxRateId, t.taxDaily.locationId],
        set: addingUp(t.taxDaily, "businessDate", "taxRateId", "locationId"),
        setWhere: staysWithin(MOST_IN_ROW, t.taxDaily, "businessDate", "taxRateId", "locationId"),
      })
      .returning({ taxRateId: t.taxDaily.taxRateId })
      .prepare(),
);

const addingProducts = preparedRows(
  (t) => everyColumn(t.productDaily),
  (db, t, rows) =>
    db
      .insert(t.productDaily)
      .values(rows)
      .onConflictDoUpdate({
        target: [t.productDaily.businessDate, t.productDaily.productId, t.productDaily.locationId],
        set: addingUp(t.productDaily, "businessDate", "productId", "locationId"),
        setWhere: staysWithin(
          MOST_IN_ROW,
          t.productDaily,
          "businessDate",
          "productId",
          "locationId",
        ),
      })
      .returning({ productId: t.productDaily.productId })
      .prepare(),
);

const adding = prepared((db, t) => ({
  sales: db
    .insert(t.salesDaily)
    .values(everyColumn(t.salesDaily))
    .onConflictDoUpdate({
      target: [t.salesDaily.businessDate, t.salesDaily.hour, t.salesDaily.locationId],
      set: addingUp(t.salesDaily, "businessDate", "hour", "locationId"),
      setWhere: staysWithin(MOST_IN_ROW, t.salesDaily, "businessDate", "hour", "locationId"),
    })
    .returning({
      unitsMilli: t.salesDaily.unitsMilli,
      salesTotalMinor: t.salesDaily.salesTotalMinor,
      returnsTotalMinor: t.salesDaily.returnsTotalMinor,
      goodsMinor: t.salesDaily.goodsMinor,
      costMinor: t.salesDaily.costMinor,
    })
    .prepare(),
  tender: db
    .insert(t.tenderDaily)
    .values(everyColumn(t.tenderDaily))
    .onConflictDoUpdate({
      target: [t.tenderDaily.businessDate, t.tenderDaily.deviceId, t.tenderDaily.tender],
      set: addingUp(t.tenderDaily, "businessDate", "deviceId", "tender"),
      setWhere: staysWithin(MOST_IN_ROW, t.tenderDaily, "businessDate", "deviceId", "tender"),
    })
    .returning({ deviceId: t.tenderDaily.deviceId })
    .prepare(),
}));
