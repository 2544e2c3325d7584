import { SaleId } from "@daybook/contract/ids";
import type { Sale } from "@daybook/contract/sales";
import { milli } from "@daybook/contract/quantity";
import type { Rebuild } from "../writes/kept-answers.ts";
import { NO_COPIES } from "../tills/receipt-copies.ts";
import { getSale } from "./sales.ts";
import { terminalRefundOf } from "./terminal-refund.ts";

/** The fields of a document that no void names. */
export const NOT_VOIDED = {
  voidedAt: null,
  voidedBy: null,
  voidReason: null,
  voidDocument: null,
} as const;

const idOf = ({ id }: Sale): string => id;

/** The answer to a sale or return when it was recorded: later returns, voids and corrections are left out. */
export const bookedSale: Rebuild<Sale> = {
  idOf,
  again: async (ctx, id) => {
    const { terminalRefundMinor: _, ...sale } = await getSale(ctx, { id: SaleId.parse(id) });
    const payments = sale.payments.filter(({ correction }) => correction === null);
    return {
      ...sale,
      ...(await terminalRefundOf(ctx, sale, payments)),
      status: "completed",
      approvals: sale.approvals.filter(({ action }) => action !== "sales.void"),
      lines: sale.lines.map((line) => ({ ...line, returnedMilli: milli(0) })),
      ...NOT_VOIDED,
      payments,
      corrections: [],
      copies: NO_COPIES,
      // The invoice of a sale comes later; a return corrects one that was there.
      invoice: sale.kind === "sale" ? null : sale.invoice,
      returns: [],
    };
  },
};

/** The answer to a void, which is always the last event of a sale. */
export const voidedSale: Rebuild<Sale> = {
  idOf,
  again: (ctx, id) => getSale(ctx, { id: SaleId.parse(id) }),
};
