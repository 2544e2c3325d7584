import { COST_FIELDS } from "@daybook/contract/costs";
import type { Cost, LastCost, ShownLastCost } from "@daybook/contract/costs";
import type { ReadCtx } from "./context.ts";

/** Whether the actor may see costs, margins, profit and the value of the stock. */
export function seesCosts({ actor }: Pick<ReadCtx, "actor">): boolean {
  return actor.permissions.has("products.readCost");
}

/** A cost, or a figure calculated from one, as this actor may see it: null without `products.readCost`. */
export function shownCost<Figure extends number>(
  ctx: Pick<ReadCtx, "actor">,
  figure: Figure | null,
): Cost<Figure> {
  // safe because the brand says only that this check was made
  return seesCosts(ctx) ? (figure as Cost<Figure>) : null;
}

/** The cost of the last receipt as this actor may see it: null without `products.readCost`. */
export function shownLastCost(ctx: Pick<ReadCtx, "actor">, last: LastCost | null): ShownLastCost {
  if (last === null) return null;
  const costMinor = shownCost(ctx, last.costMinor);
  return costMinor === null ? null : { quantityMilli: last.quantityMilli, costMinor };
}

/** Stored data without a contract, such as an audit entry, with its costs as this actor may see them. */
export function withShownCosts(ctx: Pick<ReadCtx, "actor">, data: unknown): unknown {
  return seesCosts(ctx) ? data : withoutCosts(data);
}

function withoutCosts(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withoutCosts);
  if (data === null || typeof data !== "object") return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      COST_FIELDS.has(name) ? null : withoutCosts(value),
    ]),
  );
}
