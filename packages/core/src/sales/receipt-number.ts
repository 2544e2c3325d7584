import { and, eq, isNull, sql } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { WriteCtx } from "../context/context.ts";
import type { TillOfDocument } from "../drawers/document-session.ts";
import { refuse } from "../errors/domain-error.ts";
import { VIRTUAL_DEVICE_ID } from "../settings/set-up-shop.ts";
import { refuseRevokedTill } from "../tills/tills.ts";

const counting = prepared((db, t) =>
  db
    .update(t.device)
    .set({ lastSeq: sql`${t.device.lastSeq} + 1` })
    .where(and(eq(t.device.id, sql.placeholder("deviceId")), isNull(t.device.revokedAt)))
    .returning({
      seq: t.device.lastSeq,
      prefix: t.device.receiptPrefix,
      name: t.device.name,
      kind: t.device.kind,
      drawerId: t.device.drawerId,
    })
    .prepare(),
);

/** The number of a new document. */
export interface ReceiptNumber {
  readonly deviceId: number;
  readonly deviceSeq: number;
  readonly receiptNumber: string;
  /** The name of the till that the document shows; null for callers without one. */
  readonly tillName: string | null;
}

/** The number, and the till with the drawer that the cash of the document goes into. */
export interface NextReceipt {
  readonly number: ReceiptNumber;
  readonly till: TillOfDocument;
}

/**
 * The next number of the actor's device, without gaps: a refused sale rolls it back. Callers without a device use the
 * virtual one. Refuses 403 `till_revoked` for a till that was revoked, also if that happened since the request began.
 */
export async function nextReceiptNumber(ctx: WriteCtx): Promise<NextReceipt> {
  refuseRevokedTill(ctx);
  const deviceId = ctx.actor.deviceId ?? VIRTUAL_DEVICE_ID;
  const [device] = await counting(ctx).execute({ deviceId });
  // The virtual device is never revoked, and no device is deleted.
  if (device === undefined) throw refuse("till_revoked", {});
  return {
    number: {
      deviceId,
      deviceSeq: device.seq,
      receiptNumber: `${device.prefix}-${device.seq}`,
      tillName: device.kind === "till" ? device.name : null,
    },
    till: { deviceId, drawerId: device.drawerId },
  };
}
