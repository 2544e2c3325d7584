/** For tests: changes of invoices that `verify` finds. */
import { eq } from "drizzle-orm";
import type { WriteCtx } from "../context/context.ts";

export const INVOICE_BREAKS = [
  {
    id: "V37",
    what: "a number that is missing in the series of invoices",
    example: /^invoice 1-3: its place in the series is 2, must be 3$/,
    change: ({ db, t }: WriteCtx) =>
      db.update(t.saleInvoice).set({ seq: 3 }).where(eq(t.saleInvoice.seq, 2)),
  },
];
