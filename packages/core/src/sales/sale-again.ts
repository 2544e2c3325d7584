import { SaleId } from "@daybook/contract/ids";
import { sumMinor } from "@daybook/contract/money";
import type { Sale } from "@daybook/contract/sales";
import { milli } from "@daybook/contract/quantity";
import type { Rebuild } from "../writes/kept-answers.ts";
import { getSale } from "./sales.ts";

const idOf = ({ id }: Sale): string => id;

/** The answer to a sale or return when it was recorded: later returns and voids are left out. */
export const bookedSale: Rebuild<Sale> = {
  idOf,
  again: async (ctx, id) => {
    const sale = await getSale(ctx, { id: SaleId.parse(id) });
    // A void adds the reverse of each payment after all of them.
    const first = sale.status === "voided" ? sale.payments.length / 2 : sale.payments.length;
    const payments = sale.payments.slice(0, first);
    return {
      ...sale,
      payments,
      changeMinor: sumMinor(payments.map((payment) => payment.changeMinor)),
      status: "completed",
      lines: sale.lines.map((line) => ({ ...line, returnedMilli: milli(0) })),
      voidedAt: null,
      voidReason: null,
      returns: [],
    };
  },
};

/** The answer to a void, which is always the last event of a sale. */
export const voidedSale: Rebuild<Sale> = {
  idOf,
  again: (ctx, id) => getSale(ctx, { id: SaleId.parse(id) }),
};
