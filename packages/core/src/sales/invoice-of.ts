import { eq } from "drizzle-orm";
import type { Invoice } from "@daybook/contract/invoices";
import type { SaleId } from "@daybook/contract/ids";
import type { ReadCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";

/** The invoice of a sale, by the public id of the sale; null without one. */
export async function invoiceOf(ctx: ReadCtx, saleId: SaleId): Promise<Invoice | null> {
  const { saleInvoice, sale } = ctx.t;
  const [row] = await ctx.db
    .select({ invoice: saleInvoice })
    .from(saleInvoice)
    .innerJoin(sale, eq(sale.id, saleInvoice.saleId))
    .where(eq(sale.publicId, saleId));
  if (row === undefined) return null;
  const { series, seq, buyerName, buyerAddress, buyerTaxNumber, issuedAt } = row.invoice;
  const buyer = { buyerName, buyerAddress, buyerTaxNumber };
  return { number: invoiceNumber(series, seq), ...buyer, issuedAt: isoInstant(issuedAt) };
}

/** `INV-12`; after a restore `INV2-1`. */
export function invoiceNumber(series: number, seq: number): string {
  return `INV${series === 1 ? "" : series}-${seq}`;
}
