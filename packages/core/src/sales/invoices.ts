/** Invoices for paid sales. */
import { eq, max } from "drizzle-orm";
import type { IssueInvoice } from "@daybook/contract/invoices";
import type { Sale } from "@daybook/contract/sales";
import type { WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { getShop } from "../settings/shop.ts";
import { recordAudit } from "../writes/audit.ts";
import { lockShop } from "../writes/lock-shop.ts";
import { invoiceNumber } from "./invoice-of.ts";
import { getSale } from "./sales.ts";
import { lockReturnableSale } from "./sold-lines.ts";

/**
 * Issues the invoice of a paid sale: the next number of the series, and the buyer as given. It adds nothing to any
 * figure. Returns the sale. Refuses 404 `not_found`, and 409 `wrong_state` at `id` for a return, a void, a voided or
 * partly returned sale, and one with an invoice.
 */
export async function issueInvoice(ctx: WriteCtx, input: IssueInvoice): Promise<Sale> {
  // Numbers have no gaps: two invoices are not issued at the same time.
  await lockShop(ctx);
  const sale = await lockReturnableSale(ctx, input.id);
  const before = await getSale(ctx, input);
  const state =
    before.invoice !== null ? "invoiced" : before.returns.length > 0 ? "partly_returned" : null;
  if (state !== null) throw refuse("wrong_state", { entity: "sale", id: input.id, state }, "id");
  const { saleInvoice } = ctx.t;
  const { closingSeries: series } = await getShop(ctx);
  const [last] = await ctx.db
    .select({ seq: max(saleInvoice.seq) })
    .from(saleInvoice)
    .where(eq(saleInvoice.series, series));
  const seq = (last?.seq ?? 0) + 1;
  const { buyerName, buyerAddress, buyerTaxNumber } = input;
  const buyer = { buyerName, buyerAddress, buyerTaxNumber };
  const userId = ctx.actor.userId;
  await ctx.db
    .insert(saleInvoice)
    .values({ series, seq, saleId: sale.id, ...buyer, userId, issuedAt: ctx.now });
  await recordAudit(ctx, {
    action: "sales.invoice",
    entity: "sale",
    entityId: sale.publicId,
    after: { number: invoiceNumber(series, seq), ...buyer },
  });
  ctx.changed("sales", sale.publicId);
  return getSale(ctx, input);
}
