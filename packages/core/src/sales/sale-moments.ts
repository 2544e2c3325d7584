import type { RingUpSale } from "@daybook/contract/sales";
import type { ReadCtx } from "../context/context.ts";
import { MOST_AWAY_MS, notInFuture, notBefore, occurrence } from "../context/instants.ts";
import type { Shop } from "../settings/shop.ts";

/** The time of the sale, and the time of its prices. */
export interface SaleMoments {
  readonly occurredAt: number;
  readonly pricesAt: number;
}

/**
 * A sale uses the current prices, whatever its time. A sale that a till made while offline uses the prices that the
 * till had then, at most seven days back.
 *
 * Refuses 422 `happens_in_future` and `too_long_ago`, 403 `forbidden` without the permission to backdate.
 */
export function momentsOf(ctx: ReadCtx, shop: Shop, input: RingUpSale): SaleMoments {
  const { replay, occurredAt } = input;
  if (replay === undefined || occurredAt === undefined)
    return { occurredAt: occurrence(ctx, shop, occurredAt), pricesAt: ctx.now };
  const earliest = Math.max(shop.setUpAt, ctx.now - MOST_AWAY_MS);
  const at = notInFuture(ctx, Date.parse(occurredAt));
  return {
    occurredAt: notBefore(earliest, at, "occurredAt"),
    pricesAt: notBefore(earliest, Date.parse(replay.pricesAt), "replay.pricesAt"),
  };
}
