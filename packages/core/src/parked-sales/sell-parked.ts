import { eq } from "drizzle-orm";
import type { ParkedSaleId } from "@daybook/contract/ids";
import type { WriteCtx } from "../context/context.ts";
import { recordAudit } from "../writes/audit.ts";
import { journalParked } from "./journal-parked.ts";
import { findLocked, FREE, lockForActor } from "./parked-rows.ts";
import type { ParkedRow } from "./parked-rows.ts";

/** A parked sale that is being sold; `row` is null if the records do not contain it. */
export interface ParkedToSell {
  readonly id: ParkedSaleId;
  readonly row: ParkedRow | null;
}

interface Wanted {
  readonly parkedId: ParkedSaleId | undefined;
  /** The sale was made while the server was unreachable: it is saved whatever became of the parked one. */
  readonly tookPlace: boolean;
}

/**
 * Holds a parked sale for its sale, before anything is written; null if the sale is of none. Refuses 404, 409
 * `parked_sale_open` if another till has it open and 409 `parked_sale_closed` at `parkedId`, unless the sale took place.
 */
export async function holdParkedSale(
  ctx: WriteCtx,
  { parkedId, tookPlace }: Wanted,
): Promise<ParkedToSell | null> {
  if (parkedId === undefined) return null;
  const row = tookPlace
    ? await findLocked(ctx, parkedId)
    : await lockForActor(ctx, parkedId, "parkedId");
  return { id: parkedId, row };
}

/**
 * Closes the parked sale with its sale. If a sale that took place was of one that is closed already, both records stay,
 * and the audit log and the till journal say so.
 */
export async function closeAsSold(
  ctx: WriteCtx,
  parked: ParkedToSell | null,
  sale: { readonly id: number; readonly receiptNumber: string },
): Promise<void> {
  if (parked === null) return;
  const { id, row } = parked;
  const isWaiting = row !== null && row.outcome === null;
  if (isWaiting)
    await ctx.db
      .update(ctx.t.parkedSale)
      .set({
        ...FREE,
        outcome: "sold",
        saleId: sale.id,
        closedAt: ctx.now,
        closedBy: ctx.actor.userId,
      })
      .where(eq(ctx.t.parkedSale.id, row.id));
  else if (row !== null)
    await journalParked(ctx, row, {
      kind: "parked_sold_again",
      saleId: sale.id,
      detail: sale.receiptNumber,
    });
  await recordAudit(ctx, {
    action: isWaiting ? "parkedSales.sell" : "parkedSales.sellAgain",
    entity: "parkedSale",
    entityId: id,
    ...(row === null ? {} : { before: { status: row.outcome ?? "waiting" } }),
    after: { receiptNumber: sale.receiptNumber },
  });
  ctx.changed("parked", id);
}
