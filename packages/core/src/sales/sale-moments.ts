import type { RingUpSale } from "@daybook/contract/sales";
import type { ReadCtx } from "../context/context.ts";
import { notInFuture, notBefore, occurrence, DAY_MS } from "../context/instants.ts";
import type { Shop } from "../settings/shop.ts";

/** Longer ago than this, nobody can send a sale that a till took while the server was away. */
const MOST_AWAY_MS = 7 * DAY_MS;

/** When the sale took place, and of when its prices are. */
export interface SaleMoments {
  readonly occurredAt: number;
  readonly pricesAt: number;
}

/**
 * A sale is made at the prices of now, whatever time it carries. One that a till took while the server was away is
 * made at the prices that the till knew then, at most seven days back.
 *
 * Refuses 422 `happens_in_future` and `too_long_ago`, 403 `forbidden` without the right to an earlier day.
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
