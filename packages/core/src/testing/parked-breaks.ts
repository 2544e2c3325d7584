/** For tests: changes of parked sales that `verify` finds. */
import { eq, isNotNull, sql } from "drizzle-orm";
import type { WriteCtx } from "../context/context.ts";

export const PARKED_BREAKS = [
  {
    id: "V34",
    what: "a parked sale that became a return",
    example: /^[0-9a-f-]+: sales that it became is 0, must be 1$/,
    change: async ({ db, t }: WriteCtx) => {
      const [back] = await db.select().from(t.sale).where(eq(t.sale.kind, "return"));
      await db
        .update(t.parkedSale)
        .set({ saleId: sql`${back?.id}` })
        .where(isNotNull(t.parkedSale.saleId));
    },
  },
];
