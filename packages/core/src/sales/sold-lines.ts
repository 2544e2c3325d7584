/** Reads a sale for returns and voids: its lines, and the returns of each so far. */
import type { SaleId } from "@daybook/contract/ids";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Milli } from "@daybook/contract/quantity";
import type { Minor } from "@daybook/contract/money";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import type { StockedProduct } from "../products/sellable-products.ts";
import type { SoldLine } from "./return-shares.ts";

export interface LineTax {
  readonly taxRateRowId: number;
  readonly ppm: number;
  readonly baseMinor: Minor;
  readonly taxMinor: Minor;
}

/** One line of a sale that can be returned. */
export interface ReturnableLine {
  readonly id: number;
  readonly lineNo: number;
  readonly product: StockedProduct;
  readonly categoryId: number | null;
  readonly code: string | null;
  readonly quantityMilli: Milli;
  readonly unitPriceMinor: Minor;
  readonly basisMilli: Milli;
  readonly grossMinor: Minor;
  readonly discountMinor: Minor;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly costMinor: Minor;
  readonly returnUntil: string | null;
  readonly taxes: readonly LineTax[];
  readonly returned: SoldLine;
}

/** The row of a sale by its public id. Refuses 404 `not_found` at `id`. */
export async function getSaleRow(ctx: ReadCtx, publicId: SaleId) {
  const [row] = await ctx.db.select().from(ctx.t.sale).where(eq(ctx.t.sale.publicId, publicId));
  if (row === undefined) throw refuse("not_found", { entity: "sale", id: publicId }, "id");
  return row;
}

/** Locks the sale until the end of the transaction, so two concurrent returns of a line cannot exceed it. */
export async function lockReturnableSale(ctx: WriteCtx, publicId: SaleId): Promise<SaleRow> {
  const { sale } = ctx.t;
  // A sale never changes: this update writes what is there and holds the row.
  await ctx.db
    .update(sale)
    .set({ kind: sql`${sale.kind}` })
    .where(eq(sale.publicId, publicId));
  return getReturnableSale(ctx, publicId);
}

export type SaleRow = Awaited<ReturnType<typeof getSaleRow>>;

/** A sale that can be returned. Refuses 409 `wrong_state` for a voided sale, for a return and for a void. */
export async function getReturnableSale(ctx: ReadCtx, publicId: SaleId): Promise<SaleRow> {
  const row = await getSaleRow(ctx, publicId);
  const { sale } = ctx.t;
  const [voided] = await ctx.db
    .select({ id: sale.id })
    .from(sale)
    .where(and(eq(sale.originSaleId, row.id), eq(sale.kind, "void")));
  const state = voided !== undefined ? "voided" : row.kind === "sale" ? null : row.kind;
  if (state !== null) throw refuse("wrong_state", { entity: "sale", id: publicId, state }, "id");
  return row;
}

export async function getReturnableLines(ctx: ReadCtx, saleId: number): Promise<ReturnableLine[]> {
  const { saleLine, product } = ctx.t;
  const lines = await ctx.db
    .select({ line: saleLine, product })
    .from(saleLine)
    .innerJoin(product, eq(product.id, saleLine.productId))
    .where(eq(saleLine.saleId, saleId))
    .orderBy(saleLine.lineNo);
  const ids = lines.map(({ line }) => line.id);
  const taxes = await taxesOf(ctx, ids);
  const returned = await returnedOf(ctx, ids);
  const returnedTaxes = await returnedTaxesOf(ctx, ids);
  return lines.map(({ line, product: sold }) => {
    const own = taxes.filter((tax) => tax.lineId === line.id);
    const back = returned.find((row) => row.originLineId === line.id);
    return {
      ...line,
      // The sale keeps the name of the product at that time; the ledger needs the current row.
      product: { ...sold, sku: line.sku, name: line.name },
      taxes: own,
      returned: {
        quantityMilli: back?.quantityMilli ?? 0,
        discountMinor: back?.discountMinor ?? 0,
        netMinor: back?.netMinor ?? 0,
        taxMinor: back?.taxMinor ?? 0,
        taxes: own.map((tax) => {
          const known = returnedTaxes.find(
            (row) => row.originLineId === line.id && row.taxRateRowId === tax.taxRateRowId,
          );
          return { ppm: tax.ppm, baseMinor: known?.baseMinor ?? 0, taxMinor: known?.taxMinor ?? 0 };
        }),
      },
    };
  });
}

function taxesOf(ctx: ReadCtx, lineIds: readonly number[]) {
  const { saleLineTax } = ctx.t;
  return ctx.db
    .select({
      lineId: saleLineTax.lineId,
      taxRateRowId: saleLineTax.taxRateId,
      ppm: saleLineTax.ppm,
      baseMinor: saleLineTax.baseMinor,
      taxMinor: saleLineTax.taxMinor,
    })
    .from(saleLineTax)
    .where(inArray(saleLineTax.lineId, [...lineIds]))
    .orderBy(saleLineTax.lineId, saleLineTax.taxRateId);
}

function returnedOf(ctx: ReadCtx, lineIds: readonly number[]) {
  const { saleLine, sale } = ctx.t;
  return ctx.db
    .select({
      originLineId: saleLine.originLineId,
      quantityMilli: sql<number>`sum(${saleLine.quantityMilli})`.mapWith(Number),
      discountMinor: sql<number>`sum(${saleLine.discountMinor})`.mapWith(Number),
      netMinor: sql<number>`sum(${saleLine.netMinor})`.mapWith(Number),
      taxMinor: sql<number>`sum(${saleLine.taxMinor})`.mapWith(Number),
    })
    .from(saleLine)
    .innerJoin(sale, eq(sale.id, saleLine.saleId))
    .where(and(inArray(saleLine.originLineId, [...lineIds]), eq(sale.kind, "return")))
    .groupBy(saleLine.originLineId);
}

function returnedTaxesOf(ctx: ReadCtx, lineIds: readonly number[]) {
  const { saleLine, saleLineTax, sale } = ctx.t;
  return ctx.db
    .select({
      originLineId: saleLine.originLineId,
      taxRateRowId: saleLineTax.taxRateId,
      baseMinor: sql<number>`sum(${saleLineTax.baseMinor})`.mapWith(Number),
      taxMinor: sql<number>`sum(${saleLineTax.taxMinor})`.mapWith(Number),
    })
    .from(saleLineTax)
    .innerJoin(saleLine, eq(saleLine.id, saleLineTax.lineId))
    .innerJoin(sale, eq(sale.id, saleLine.saleId))
    .where(and(inArray(saleLine.originLineId, [...lineIds]), eq(sale.kind, "return")))
    .groupBy(saleLine.originLineId, saleLineTax.taxRateId);
}
