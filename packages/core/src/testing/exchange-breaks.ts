/** For tests: changes of exchanges that `verify` finds. */
import { isNotNull } from "drizzle-orm";
import type { WriteCtx } from "../context/context.ts";

export const EXCHANGE_BREAKS = [
  {
    id: "V32",
    what: "a return whose goods were exchanged for no sale",
    example: /^S-\d+: other document of the exchange is 0, must be 1$/,
    change: ({ db, t }: WriteCtx) =>
      db.update(t.sale).set({ exchangeOf: null }).where(isNotNull(t.sale.exchangeOf)),
  },
];
