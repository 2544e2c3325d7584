import { and, desc, eq, not, sql } from "drizzle-orm";
import type { Column, SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { LastCost } from "@daybook/contract/costs";
import { liveRows } from "@daybook/db/live-rows";
import { prepared } from "@daybook/db/statement";
import type { Tables } from "@daybook/db/types";
import type { ReadCtx } from "../../context/context.ts";

/**
 * Whether a movement brought goods in at a stated cost. Written exactly as in the condition of the partial index
 * `movement_last_receipt`; with a bound value the index would not be used.
 */
export function isCostedReceipt(fromLocationId: Column, kind: Column): SQL {
  return sql`${fromLocationId} IS NULL AND ${kind} IN ('opening', 'receive')`;
}

/** Whether it was reversed since; a mistake is not a known cost. Only movements of sales are archived, not of receipts. */
export function isReversed(t: Tables, movementId: Column): SQL {
  const reversal = alias(t.movement, "reversal");
  return sql`EXISTS (SELECT 1 FROM ${liveRows(t.movement)} ${sql.identifier("reversal")} WHERE ${reversal.reverses} = ${movementId})`;
}

/** The columns of a movement read by `liveRows`. */
export function receivedIn({ movement }: Tables) {
  return {
    quantityMilli: sql`${movement.quantityMilli}`.mapWith(movement.quantityMilli),
    costMinor: sql`${movement.costMinor}`.mapWith(movement.costMinor),
  };
}

const lookup = prepared((db, t) =>
  db
    .select(receivedIn(t))
    .from(liveRows(t.movement))
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

/** The cost of the last receipt of the product with a stated cost; null if there was none. */
export async function findLastCost(ctx: ReadCtx, productId: number): Promise<LastCost | null> {
  const [last] = await lookup(ctx).execute({ productId });
  return last ?? null;
}
