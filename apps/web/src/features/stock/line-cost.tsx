import type { CatalogueRow } from "@daybook/contract/catalogue";
import type { TaxClasses } from "@daybook/contract/settings";
import { useShop } from "../../lib/shop-context.tsx";
import { goodsTexts as texts } from "../../texts/en/stock-goods.ts";
import { unitTexts } from "../../texts/en/units.ts";
import { marginPpm, unitCost } from "./goods-lines.ts";
import type { GoodsLine } from "./goods-lines.ts";
import classes from "./goods.module.css";

interface LineCostProps {
  readonly line: GoodsLine;
  readonly product: CatalogueRow | undefined;
  readonly taxClasses: TaxClasses["items"];
}

/** The new and the last unit cost, and their effect on the margin. */
export function LineCost({ line, product, taxClasses }: LineCostProps) {
  const { formats } = useShop();
  const marginOf = useMarginOf(taxClasses);
  const now = unitCost(line.costMinor, line.quantityMilli);
  if (now === null) return line.costMinor === null ? <p>{texts.noCostYet}</p> : null;
  const last = product?.lastCost ?? null;
  const before = last === null ? null : unitCost(last.costMinor, last.quantityMilli);
  const changed = before !== null && before !== now;
  const margins = {
    now: marginOf(product, now),
    before: before === null ? null : marginOf(product, before),
  };
  const parts = [
    texts.unitCost(formats.money(now), unitTexts[line.unit]),
    changed ? texts.lastTime(formats.money(before)) : "",
    margins.now === null
      ? ""
      : changed && margins.before !== null
        ? texts.marginWas(formats.percent(margins.before), formats.percent(margins.now))
        : texts.margin(formats.percent(margins.now)),
  ];
  return (
    <p className={changed && now > before ? classes.up : undefined}>
      {parts.filter(Boolean).join(" · ")}
    </p>
  );
}

export type MarginOf = (product: CatalogueRow | undefined, unitCostMinor: number) => number | null;

/** The margin of the product's current price over a unit cost; null if unknown. */
export function useMarginOf(taxClasses: TaxClasses["items"]): MarginOf {
  const { pricesIncludeTax: inclusive } = useShop().settings;
  return (product, unitCostMinor) => {
    const taxClass = taxClasses.find(({ id }) => id === product?.taxClassId);
    if (product === undefined || taxClass === undefined) return null;
    const rates = taxClass.rates.map(({ id, ppm, compound }) => ({ taxRateId: id, ppm, compound }));
    const { priceMinor, basisMilli } = product;
    return marginPpm({ priceMinor, basisMilli, rates, inclusive }, unitCostMinor);
  };
}
