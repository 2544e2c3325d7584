import type { CatalogueRow } from "@daybook/contract/catalogue";
import { isFarAmount, isFarQuantity } from "@daybook/contract/unusual";
import type { Formats } from "../../lib/format.ts";
import { goodsTexts as texts } from "../../texts/en/goods.ts";
import { unitCost } from "./goods-lines.ts";
import type { GoodsLine } from "./goods-lines.ts";

type Products = ReadonlyMap<string, Pick<CatalogueRow, "lastCost">>;

/** Asks about lines whose cost or quantity is far from the last delivery; null where none is. */
export function unusualLines(
  lines: readonly GoodsLine[],
  products: Products,
  formats: Pick<Formats, "money" | "quantity">,
): string | null {
  const told = lines.flatMap(({ productId, name, quantityMilli, costMinor }) => {
    const last = products.get(productId)?.lastCost ?? null;
    if (last === null) return [];
    const [now, before] = [
      unitCost(costMinor, quantityMilli),
      unitCost(last.costMinor, last.quantityMilli),
    ];
    const parts = [
      isFarQuantity(quantityMilli, last.quantityMilli)
        ? texts.farQuantity(formats.quantity(quantityMilli), formats.quantity(last.quantityMilli))
        : "",
      now !== null && isFarAmount(now, before)
        ? texts.farCost(formats.money(now), formats.money(before ?? 0))
        : "",
    ].filter(Boolean);
    return parts.length === 0 ? [] : [`${name}: ${parts.join(", ")}.`];
  });
  return told.length === 0 ? null : `${told.join(" ")} ${texts.sendAgain}`;
}
