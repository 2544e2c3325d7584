import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Minor } from "@daybook/contract/money";
import type { Milli } from "@daybook/contract/quantity";
import { prepared } from "@daybook/db/statement";
import type { ReadCtx } from "../context.ts";

/** What a known past inflow cost in all. */
export interface LastCost {
  readonly quantityMilli: Milli;
  readonly costMinor: Minor;
}

const finding = prepared((db, t) =>
  db
    .select({ quantityMilli: t.movement.quantityMilli, costMinor: t.movement.costMinor })
    .from(t.movement)
    .where(
      and(
        eq(t.movement.productId, sql.placeholder("productId")),
        isNull(t.movement.fromLocationId),
        inArray(t.movement.kind, ["opening", "receive"]),
      ),
    )
    .orderBy(desc(t.movement.businessDate), desc(t.movement.id))
    .limit(1)
    .prepare(),
);

/** What the product cost when it last came in with a bill; null when it never did. */
export async function findLastCost(ctx: ReadCtx, productId: number): Promise<LastCost | null> {
  const [last] = await finding(ctx).execute({ productId });
  return last ?? null;
}
