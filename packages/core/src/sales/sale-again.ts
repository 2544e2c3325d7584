import { SaleId } from "@daybook/contract/ids";
import type { Sale } from "@daybook/contract/sales";
import { milli } from "@daybook/contract/quantity";
import type { Rebuild } from "../writes/kept-answers.ts";
import { getSale } from "./sales.ts";

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
    const sale = await getSale(ctx, { id: SaleId.parse(id) });
    return {
      ...sale,
      status: "completed",
      approvals: sale.approvals.filter(({ action }) => action !== "sales.void"),
      lines: sale.lines.map((line) => ({ ...line, returnedMilli: milli(0) })),
      ...NOT_VOIDED,
      payments: sale.payments.filter(({ correction }) => correction === null),
      corrections: [],
      returns: [],
    };
  },
};

/** The answer to a void, which is always the last event of a sale. */
export const voidedSale: Rebuild<Sale> = {
  idOf,
  again: (ctx, id) => getSale(ctx, { id: SaleId.parse(id) }),
};
