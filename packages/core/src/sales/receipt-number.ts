import { eq, sql } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { WriteCtx } from "../context/context.ts";
import { assert } from "../errors/domain-error.ts";
import { VIRTUAL_DEVICE_ID } from "../settings/set-up-shop.ts";

const counting = prepared((db, t) =>
  db
    .update(t.device)
    .set({ lastSeq: sql`${t.device.lastSeq} + 1` })
    .where(eq(t.device.id, sql.placeholder("deviceId")))
    .returning({ seq: t.device.lastSeq, prefix: t.device.receiptPrefix })
    .prepare(),
);

/**
 * The next number of the actor's device, without gaps: a refused sale rolls it back. Callers without a device use the
 * virtual one.
 */
export async function nextReceiptNumber(
  ctx: WriteCtx,
): Promise<{ deviceId: number; seq: number; receiptNumber: string }> {
  const deviceId = ctx.actor.deviceId ?? VIRTUAL_DEVICE_ID;
  const [device] = await counting(ctx).execute({ deviceId });
  assert(
    device !== undefined,
    "set-up makes the virtual device and an enrolled one is never deleted",
  );
  return { deviceId, seq: device.seq, receiptNumber: `${device.prefix}-${device.seq}` };
}
