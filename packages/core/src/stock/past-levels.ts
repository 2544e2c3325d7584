import type { LocationId } from "@daybook/contract/ids";
import { and, eq, gt, gte, or, sql } from "drizzle-orm";
import { milli } from "@daybook/contract/quantity";
import type { WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { isoInstant, isBackdated } from "../context/instants.ts";
import type { StockedProduct } from "../products/sellable-products.ts";
import { effectOn } from "./ledger-sums.ts";

/** Goods that a document took from one place, with what lies there now, after it. */
export interface TakenGoods {
  readonly product: StockedProduct;
  readonly place: { readonly id: number; readonly publicId: LocationId; readonly name: string };
  readonly onHandMilli: number;
  readonly paths: readonly string[];
}

/**
 * A document of an earlier moment lowers every moment since. Refuses 409 `insufficient_stock_then`, naming the first
 * moment at which there would have been less than nothing. Called before the document's own movements are written;
 * `onHandMilli` counts them already.
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

/** Walks back from what is there now: what lay there before each later movement. Movements of one moment count as one. */
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
