import { memo } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { ListOption } from "../../components/list-option.tsx";
import { ProductThumb } from "../../components/product-thumb.tsx";
import type { Formats } from "../../lib/format.ts";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { tillTexts as texts } from "../../texts/en/till.ts";
import classes from "./product-finder.module.css";
import { stockAt } from "./use-till.ts";

interface FoundProductProps {
  readonly id: string;
  readonly row: CatalogueRow;
  /** The ids of the locations a sale takes from. */
  readonly soldFrom: readonly string[];
  readonly active: boolean;
  readonly onPick: (row: CatalogueRow) => void;
}

/** One search result: name, price and stock. */
export const FoundProduct = memo(function FoundProduct(props: FoundProductProps) {
  const { id, row, soldFrom, active, onPick } = props;
  const formats = useFormats();
  return (
    <ListOption {...{ id, active }} className={classes.result} onPick={() => onPick(row)}>
      <span className={classes.thumb}>
        <ProductThumb name={row.name} picture={row.picture} hue={row.category?.hue} large />
      </span>
      <span className={classes.name}>{row.name}</span>
      <span className={classes.price}>{priceText(row, formats)}</span>
      <span className={classes.sku}>{row.sku}</span>
      <span className={classes.stock}>{stockText(row, soldFrom, formats)}</span>
    </ListOption>
  );
});

/** The price for one unit, or for its quantity. */
export function priceText(
  { priceMinor, basisMilli, unit }: Pick<CatalogueRow, "priceMinor" | "basisMilli" | "unit">,
  formats: Formats,
): string {
  const price = formats.money(priceMinor);
  if (basisMilli === 1000 && unit === "each") return price;
  return texts.perBasis(price, quantityWithUnit(basisMilli, unit, formats));
}

/** The stock of a product in the locations it is sold from. */
function stockText(row: CatalogueRow, soldFrom: readonly string[], formats: Formats): string {
  if (!row.active) return texts.offSale;
  if (row.stopReason !== "") return texts.stopped;
  if (row.kind !== "stock") return texts[row.kind];
  const { hereMilli, elsewhereMilli } = stockAt(row, soldFrom);
  const here = texts.here(quantityWithUnit(hereMilli, row.unit, formats));
  if (elsewhereMilli === 0) return here;
  return `${here} · ${texts.elsewhere(quantityWithUnit(elsewhereMilli, row.unit, formats))}`;
}
