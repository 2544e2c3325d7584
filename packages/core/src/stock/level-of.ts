import { and, eq, sql } from "drizzle-orm";
import { milli } from "@daybook/contract/quantity";
import type { Milli } from "@daybook/contract/quantity";
import { prepared } from "@daybook/db/statement";
import type { ReadCtx } from "../context/context.ts";

const reading = prepared((db, t) =>
  db
    .select({ onHandMilli: t.stockLevel.onHandMilli })
    .from(t.stockLevel)
    .where(
      and(
        eq(t.stockLevel.productId, sql.placeholder("productId")),
        eq(t.stockLevel.locationId, sql.placeholder("locationId")),
        eq(t.stockLevel.lotId, 0),
      ),
    )
    .prepare(),
);

/** The stock of a product in one location, in thousandths; 0 if there was never any. */
export async function levelOf(
  ctx: ReadCtx,
  of: { readonly productId: number; readonly locationId: number },
): Promise<Milli> {
  const [level] = await reading(ctx).execute(of);
  return level?.onHandMilli ?? milli(0);
}
