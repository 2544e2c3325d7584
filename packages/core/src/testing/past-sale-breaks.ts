/** For tests: changes of past sales that `verify` finds. */
import { sql } from "drizzle-orm";
import type { WriteCtx } from "../context/context.ts";

export const PAST_SALE_BREAKS = [
  {
    id: "DF5",
    what: "a past sale with another total than its lines",
    example: /^A-1 on 2025-12-01: total is 5\.01, must be 5\.00$/,
    change: ({ db, t }: WriteCtx) =>
      db.update(t.pastSale).set({ totalMinor: sql`${t.pastSale.totalMinor} + 1` }),
  },
  {
    id: "DF6",
    what: "a past sale without its imported row",
    example: /^test\.csv: lines is 1, must be 0$/,
    change: ({ db, t }: WriteCtx) => db.update(t.importRow).set({ result: "undone" }),
  },
];
