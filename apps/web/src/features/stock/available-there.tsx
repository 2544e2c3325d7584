import type { CatalogueRow } from "@daybook/contract/catalogue";
import { Button } from "../../components/button.tsx";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { goodsTexts as texts } from "../../texts/en/stock-goods.ts";
import type { GoodsLine } from "./goods-lines.ts";
import { stockAt } from "./stock-at.ts";
import classes from "./goods.module.css";

interface AvailableThereProps {
  readonly line: GoodsLine;
  readonly product: CatalogueRow | undefined;
  readonly locationId: string;
  readonly onUseAvailable: (quantityMilli: number) => void;
}

/** The stock at the source location; if it is too low, an offer to use the available quantity. */
export function AvailableThere({ line, product, locationId, onUseAvailable }: AvailableThereProps) {
  const formats = useFormats();
  if (product === undefined) return null;
  const freeMilli = stockAt(product, locationId);
  const wanted = line.quantityMilli ?? 0;
  const free = quantityWithUnit(freeMilli, product.unit, formats);
  if (Number.isNaN(wanted) || wanted <= freeMilli)
    return <p className="num">{texts.freeThere(free)}</p>;
  return (
    <p className={classes.short}>
      {texts.onlyThere(free)}
      {freeMilli > 0 ? (
        <Button onClick={() => onUseAvailable(freeMilli)}>{texts.take(free)}</Button>
      ) : null}
    </p>
  );
}
