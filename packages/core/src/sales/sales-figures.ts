/** Updates the daily figures in the transaction of the document. `verify` compares them with the documents. */
import type { Minor } from "@daybook/contract/money";
import type { DocumentKind } from "@daybook/contract/sale-basics";
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
  readonly kind: DocumentKind;
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
  /** What was kept of each payment; negative in a void. */
  readonly payments: readonly { readonly tender: TenderId; readonly amountMinor: number }[];
}

/**
 * Adds a document to the figures of its kind. Refuses 422 `too_large` if a sum would no longer be exact.
 */
export async function addToFigures(ctx: WriteCtx, document: FiguredDocument): Promise<void> {
  const { kind, businessDate, locationId, deviceId } = document;
  const [daily] = await adding(ctx).sales.execute({
    businessDate,
    hour: document.hour,
    locationId,
    deviceId,
    kind,
    documents: 1,
    unitsMilli: document.lines.reduce((sum, line) => sum + line.quantityMilli, 0),
    totalMinor: document.totalMinor,
    goodsMinor: document.goodsMinor,
    discountMinor: document.discountMinor,
    netMinor: document.netMinor,
    taxMinor: document.taxMinor,
    roundingMinor: document.roundingMinor,
    costMinor: document.lines.reduce((sum, line) => sum + line.costMinor, 0),
  });
  if (daily === undefined) throw refuse("too_large", {});
  if (isLargeRow(daily)) await refuseTooLargeShop(ctx, ctx.t.salesDaily, daily);
  const products = dailyOfProducts(document);
  const grown = await addingProducts(ctx, products);
  if (grown.length < products.length) throw refuse("too_large", {});
  const taxes = dailyOfTaxes(document);
  if ((await addingTaxes(ctx, taxes)).length < taxes.length) throw refuse("too_large", {});
  await addPaymentsToFigures(ctx, document);
}

/**
 * Adds payments to the figures of their methods: those of a document, or the pair of a correction, which moves an amount
 * from one method to another. Refuses like `addToFigures`.
 */
export async function addPaymentsToFigures(
  ctx: WriteCtx,
  {
    kind,
    businessDate,
    deviceId,
    payments,
  }: Pick<FiguredDocument, "kind" | "businessDate" | "deviceId" | "payments">,
): Promise<void> {
  for (const payment of [...payments].sort(byTender)) {
    const amountMinor = kind === "void" ? -payment.amountMinor : payment.amountMinor;
    const row = { businessDate, deviceId, tender: payment.tender, kind, amountMinor };
    const [grown] = await adding(ctx).tender.execute(row);
    if (grown === undefined) throw refuse("too_large", {});
  }
}

function byTender(a: { readonly tender: TenderId }, b: { readonly tender: TenderId }): number {
  return a.tender < b.tender ? -1 : Number(a.tender > b.tender);
}

/** The document's contribution to the daily figures of its products. */
function dailyOfProducts({ kind, businessDate, locationId, lines }: FiguredDocument) {
  const sums = sumsByKey(
    lines.map((line) => [
      line.productRowId,
      {
        unitsMilli: line.quantityMilli,
        netMinor: line.netMinor,
        taxMinor: line.taxMinor,
        discountMinor: line.discountMinor,
        costMinor: line.costMinor,
      },
    ]),
  );
  return sums.map(([productId, sum]) => ({ businessDate, productId, locationId, kind, ...sum }));
}

/** Lines without tax are added up under this rate. */
export const NO_TAX_RATE = 0;

/** The document's contribution to the figures of each tax rate. */
function dailyOfTaxes({ kind, businessDate, locationId, lines }: FiguredDocument) {
  const sums = sumsByKey(
    lines.flatMap(({ netMinor, taxes }) => {
      const untaxed = { taxRateRowId: NO_TAX_RATE, baseMinor: netMinor, taxMinor: 0 };
      return (taxes.length === 0 ? [untaxed] : taxes).map(
        ({ taxRateRowId, baseMinor, taxMinor }) => [taxRateRowId, { baseMinor, taxMinor }] as const,
      );
    }),
  );
  return sums.map(([taxRateId, sum]) => ({ businessDate, taxRateId, locationId, kind, ...sum }));
}

/**
 * Adds up the rows of each key. The keys are always in the same order, so two documents never deadlock.
 */
function sumsByKey<Figure extends string>(
  rows: readonly (readonly [key: number, Readonly<Record<Figure, number>>])[],
): [key: number, Record<Figure, number>][] {
  const found = new Map<number, Record<Figure, number>>();
  for (const [key, row] of rows) {
    const sum = found.get(key);
    if (sum === undefined) found.set(key, { ...row });
    else for (const figure in row) sum[figure] += row[figure];
  }
  return [...found.entries()].sort(([a], [b]) => a - b);
}

const SALES_KEY = ["businessDate", "hour", "locationId", "deviceId", "kind"] as const;
const PRODUCT_KEY = ["businessDate", "productId", "locationId", "kind"] as const;
const TAX_KEY = ["businessDate", "taxRateId", "locationId", "kind"] as const;
const TENDER_KEY = ["businessDate", "deviceId", "tender", "kind"] as const;

const addingTaxes = preparedRows(
  (t) => everyColumn(t.taxDaily),
  (db, t, rows) =>
    db
      .insert(t.taxDaily)
      .values(rows)
      .onConflictDoUpdate({
        target: TAX_KEY.map((key) => t.taxDaily[key]),
        set: addingUp(t.taxDaily, ...TAX_KEY),
        setWhere: staysWithin(MOST_IN_ROW, t.taxDaily, ...TAX_KEY),
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
        target: PRODUCT_KEY.map((key) => t.productDaily[key]),
        set: addingUp(t.productDaily, ...PRODUCT_KEY),
        setWhere: staysWithin(MOST_IN_ROW, t.productDaily, ...PRODUCT_KEY),
      })
      .returning({ productId: t.productDaily.productId })
      .prepare(),
);

const adding = prepared((db, t) => ({
  sales: db
    .insert(t.salesDaily)
    .values(everyColumn(t.salesDaily))
    .onConflictDoUpdate({
      target: SALES_KEY.map((key) => t.salesDaily[key]),
      set: addingUp(t.salesDaily, ...SALES_KEY),
      setWhere: staysWithin(MOST_IN_ROW, t.salesDaily, ...SALES_KEY),
    })
    .returning({
      unitsMilli: t.salesDaily.unitsMilli,
      totalMinor: t.salesDaily.totalMinor,
      goodsMinor: t.salesDaily.goodsMinor,
      costMinor: t.salesDaily.costMinor,
    })
    .prepare(),
  tender: db
    .insert(t.tenderDaily)
    .values(everyColumn(t.tenderDaily))
    .onConflictDoUpdate({
      target: TENDER_KEY.map((key) => t.tenderDaily[key]),
      set: addingUp(t.tenderDaily, ...TENDER_KEY),
      setWhere: staysWithin(MOST_IN_ROW, t.tenderDaily, ...TENDER_KEY),
    })
    .returning({ deviceId: t.tenderDaily.deviceId })
    .prepare(),
}));
