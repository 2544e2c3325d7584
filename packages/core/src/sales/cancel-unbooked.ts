import { eq } from "drizzle-orm";
import type { CancelledUnbooked, CancelUnbooked } from "@daybook/contract/sales";
import { recordAudit } from "../writes/audit.ts";
import type { WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { getLocationRow } from "../locations/location-rows.ts";

/**
 * Records that a sale which was paid at the till but refused by the server is cancelled and refunded. Nothing was
 * saved, so nothing is reversed; the audit log keeps the payment, the refusal and the reason for cancelling.
 *
 * Refuses 409 `wrong_state` if the sale was saved after all: its money must not be refunded twice.
 */
export async function cancelUnbooked(
  ctx: WriteCtx,
  input: CancelUnbooked,
): Promise<CancelledUnbooked> {
  const { saleKey, totalMinor, refusal, reason } = input;
  const [booked] = await ctx.db
    .select({ publicId: ctx.t.sale.publicId, receiptNumber: ctx.t.sale.receiptNumber })
    .from(ctx.t.sale)
    .where(eq(ctx.t.sale.key, saleKey));
  if (booked !== undefined)
    throw refuse(
      "wrong_state",
      { entity: "sale", id: booked.publicId, state: "saved", receiptNumber: booked.receiptNumber },
      "saleKey",
    );
  const location = await getLocationRow(ctx, input.locationId, "locationId");
  await recordAudit(ctx, {
    action: "sales.cancelUnbooked",
    // Not a sale id, because there is no sale to open.
    entity: "refusedSale",
    entityId: saleKey,
    before: { totalMinor, location: location.name, refusal },
    after: { status: "given back" },
    reason,
  });
  ctx.changed("sales");
  return { saleKey };
}
