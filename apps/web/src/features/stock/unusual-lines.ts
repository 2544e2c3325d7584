import type { LastCost } from "@daybook/contract/costs";
import { isFarAmount, isFarMargin, isFarQuantity } from "@daybook/contract/unusual";
import type { Formats } from "../../lib/format.ts";
import { goodsTexts as texts } from "../../texts/en/stock-goods.ts";
import { unitCost } from "./goods-lines.ts";
import type { GoodsLine } from "./goods-lines.ts";

type CheckedLine = Pick<GoodsLine, "productId" | "name" | "quantityMilli" | "costMinor">;

interface UnusualLinesOptions<Product> {
  readonly lines: readonly CheckedLine[];
  readonly products: ReadonlyMap<string, Product>;
  readonly formats: Pick<Formats, "money" | "quantity" | "percent">;
  /** The margin at the current price. */
  readonly marginOf: (product: Product, unitCostMinor: number) => number | null;
}

/**
 * The confirmation for lines whose cost or quantity differs much from the last receipt or the price; null if there are
 * none.
 */
export function unusualLines<Product extends { readonly lastCost: LastCost | null }>(
  options: UnusualLinesOptions<Product>,
): string | null {
  const { lines, products, formats, marginOf } = options;
  const warnings = lines.flatMap(({ productId, name, quantityMilli, costMinor }) => {
    const product = products.get(productId);
    if (product === undefined) return [];
    const last = product.lastCost;
    const now = unitCost(costMinor, quantityMilli);
    const before = last === null ? null : unitCost(last.costMinor, last.quantityMilli);
    const margin = now === null ? null : marginOf(product, now);
    const known = before !== null && isFarMargin(marginOf(product, before));
    const parts = [
      last !== null && quantityMilli !== null && isFarQuantity(quantityMilli, last.quantityMilli)
        ? texts.farQuantity(formats.quantity(quantityMilli), formats.quantity(last.quantityMilli))
        : "",
      now !== null && isFarAmount(now, before)
        ? texts.farCost(formats.money(now), formats.money(before ?? 0))
        : "",
      margin !== null && isFarMargin(margin) && !known
        ? texts.farMargin(formats.percent(margin))
        : "",
    ].filter(Boolean);
    return parts.length === 0 ? [] : [`${name}: ${parts.join(", ")}.`];
  });
  return warnings.length === 0 ? null : `${warnings.join(" ")} ${texts.sendAgain}`;
}
