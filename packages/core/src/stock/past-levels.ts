import type { LocationId } from "@daybook/contract/ids";
import { and, eq, gt, gte, or, sql } from "drizzle-orm";
import { milli } from "@daybook/contract/quantity";
import type { WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { isoInstant, isBackdated } from "../context/instants.ts";
import type { StockedProduct } from "../products/sellable-products.ts";
import { effectOn } from "./ledger-sums.ts";

/** Goods that a document took from one location, with the stock left there. */
export interface TakenGoods {
  readonly product: StockedProduct;
  readonly place: { readonly id: number; readonly publicId: LocationId; readonly name: string };
  readonly onHandMilli: number;
  readonly paths: readonly string[];
}

/**
 * A backdated document lowers the stock at every time since. Refuses 409 `insufficient_stock_then` with the first time
 * at which stock would have been negative. Called before the document's own movements are written; `onHandMilli`
 * already includes them.
 */
export async function refuseShortPast(
  ctx: WriteCtx,
  document: { readonly occurredAt: number; readonly businessDate: string },
  taken: readonly TakenGoods[],
): Promise<void> {
  if (!isBackdated(ctx, document.occurredAt)) return;
  for (const goods of taken) {
    const short = await firstShortMoment(ctx, document, goods);
    if (short === undefined) continue;
    const { product, place, paths } = goods;
    const details = {
      productId: product.publicId,
      sku: product.sku,
      name: product.name,
      locationId: place.publicId,
      locationName: place.name,
      at: isoInstant(short.since ?? document.occurredAt),
      missingMilli: milli(-short.before),
    };
    throw refuse("insufficient_stock_then", details, ...paths);
  }
}

/** Goes back from the current stock: the stock before each later movement. Movements at the same time count as one. */
async function firstShortMoment(
  ctx: WriteCtx,
  { occurredAt, businessDate }: { readonly occurredAt: number; readonly businessDate: string },
  { product, place, onHandMilli }: TakenGoods,
) {
  const { movement } = ctx.t;
  const since = ctx.db.$with("since").as(
    ctx.db
      .select({
        id: movement.id,
        occurredAt: movement.occurredAt,
        since: sql<number | null>`lag(${movement.occurredAt})
          OVER (ORDER BY ${movement.occurredAt}, ${movement.id})`.as("since"),
        before: sql<number>`CAST(${onHandMilli} AS BIGINT) - sum(${effectOn(ctx.t, [place.id])})
          OVER (ORDER BY ${movement.occurredAt} DESC)`.as("before"),
      })
      .from(movement)
      .where(
        and(
          eq(movement.productId, product.id),
          gte(movement.businessDate, businessDate),
          gt(movement.occurredAt, occurredAt),
          or(eq(movement.fromLocationId, place.id), eq(movement.toLocationId, place.id)),
        ),
      ),
  );
  const [first] = await ctx.db
    .with(since)
    .select({ since: since.since, before: sql<number>`${since.before}`.mapWith(Number) })
    .from(since)
    .where(sql`${since.before} < 0`)
    .orderBy(since.occurredAt, since.id)
    .limit(1);
  return first;
}
