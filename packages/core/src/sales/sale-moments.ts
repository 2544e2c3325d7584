import type { RingUpSale } from "@daybook/contract/sales";
import type { ReadCtx } from "../context/context.ts";
import { MOST_AWAY_MS, notInFuture, notBefore, occurrence } from "../context/instants.ts";
import type { Shop } from "../settings/shop.ts";

/** The time of the sale, and the time of its prices. */
export interface SaleMoments {
  readonly occurredAt: number;
  readonly pricesAt: number;
  /** When the till took the sale, if the server was away then; null for any other sale. */
  readonly replayedAt: number | null;
}

/**
 * A sale uses the current prices, whatever its time. A sale that a till made while offline uses the prices that the
 * till had then, at most seven days back.
 *
 * Refuses 422 `happens_in_future` and `too_long_ago`, 403 `forbidden` without the permission to backdate.
 */
export function momentsOf(ctx: ReadCtx, shop: Shop, input: RingUpSale): SaleMoments {
  const { replay, occurredAt } = input;
  if (replay === undefined || occurredAt === undefined) {
    const at = occurrence(ctx, shop, occurredAt);
    return { occurredAt: at, pricesAt: ctx.now, replayedAt: replay === undefined ? null : at };
  }
  const earliest = Math.max(shop.setUpAt, ctx.now - MOST_AWAY_MS);
  const at = notBefore(earliest, notInFuture(ctx, Date.parse(occurredAt)), "occurredAt");
  return {
    occurredAt: at,
    replayedAt: at,
    pricesAt: notBefore(earliest, Date.parse(replay.pricesAt), "replay.pricesAt"),
  };
}
