/** Movements of returned goods. */
import { and, eq, isNull } from "drizzle-orm";
import type { Minor } from "@daybook/contract/money";
import type { Milli } from "@daybook/contract/quantity";
import type { Disposition } from "@daybook/contract/sales";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import type { StockedProduct } from "../products/sellable-products.ts";
import { postMovements } from "../stock/post-movements.ts";
import type { MovementDocument, MovementLine, Place } from "../stock/post-movements.ts";

export interface LineBack {
  readonly lineNo: number;
  readonly product: StockedProduct;
  readonly quantityMilli: Milli;
  readonly disposition: Disposition;
  /** The cost at which the goods left, or `average` if unknown. */
  readonly cost: "average" | Minor;
  readonly path: string;
}

/**
 * Receives returned goods: to the shelf, to quarantine, or in and immediately out as waste. Goods that the customer
 * keeps, and services, have no movement. Returns the returned cost per line number.
 */
export async function takeGoodsBack(
  ctx: WriteCtx,
  document: MovementDocument,
  place: Place,
  lines: readonly LineBack[],
): Promise<ReadonlyMap<number, Minor>> {
  const movements: MovementLine[] = [];
  for (const line of lines) {
    if (line.disposition === "keep" || line.product.kind !== "stock") continue;
    const to = line.disposition === "quarantine" ? await quarantineAt(ctx, place) : place;
    const { product, quantityMilli, lineNo, path } = line;
    const shared = { product, quantityMilli, lineNo, path };
    movements.push({ ...shared, kind: "return", from: null, to, cost: line.cost, reason: null });
    if (line.disposition !== "waste") continue;
    movements.push({
      ...shared,
      kind: "waste",
      from: to,
      to: null,
      cost: "average",
      reason: "returned",
    });
  }
  if (movements.length === 0) return new Map();
  const { posted } = await postMovements(ctx, document, movements);
  const costs = new Map<number, Minor>();
  // The first movement of a line is the one in; waste after it does not change the returned cost.
  for (const movement of posted)
    if (!costs.has(movement.lineNo)) costs.set(movement.lineNo, movement.costMinor);
  return costs;
}

async function quarantineAt(
  ctx: ReadCtx,
  place: Place & { readonly kind?: string },
): Promise<Place> {
  if (place.kind === "quarantine") return place;
  const { location } = ctx.t;
  const [found] = await ctx.db
    .select({ id: location.id, publicId: location.publicId, name: location.name })
    .from(location)
    .where(and(eq(location.kind, "quarantine"), isNull(location.deactivatedAt)))
    .orderBy(location.id)
    .limit(1);
  if (found === undefined) throw refuse("no_quarantine", {}, "lines");
  return found;
}
