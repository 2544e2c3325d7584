import { and, desc, eq, not, sql } from "drizzle-orm";
import type { Column, SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Minor } from "@daybook/contract/money";
import type { Milli } from "@daybook/contract/quantity";
import { prepared } from "@daybook/db/statement";
import type { Tables } from "@daybook/db/types";
import type { ReadCtx } from "../../context/context.ts";

/** What a known past inflow cost in all. */
export interface LastCost {
  readonly quantityMilli: Milli;
  readonly costMinor: Minor;
}

/**
 * Whether a movement brought goods in at a cost somebody stated. In these words, because an index of the ledger holds
 * just these rows (`movement_last_receipt`) and a bound value would not be recognised as one of them.
 */
export function isCostedReceipt(fromLocationId: Column, kind: Column): SQL {
  return sql`${fromLocationId} IS NULL AND ${kind} IN ('opening', 'receive')`;
}

/** Whether it was taken back since; what somebody typed by mistake is no known cost. */
export function isReversed(t: Tables, movementId: Column): SQL {
  const reversal = alias(t.movement, "reversal");
  return sql`EXISTS (SELECT 1 FROM ${t.movement} ${sql.identifier("reversal")} WHERE ${reversal.reverses} = ${movementId})`;
}

const finding = prepared((db, t) =>
  db
    .select({ quantityMilli: t.movement.quantityMilli, costMinor: t.movement.costMinor })
    .from(t.movement)
    .where(
      and(
        eq(t.movement.productId, sql.placeholder("productId")),
        isCostedReceipt(t.movement.fromLocationId, t.movement.kind),
        not(isReversed(t, t.movement.id)),
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
