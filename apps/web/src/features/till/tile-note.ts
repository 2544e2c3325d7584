import type { CatalogueRow } from "@daybook/contract/catalogue";
import type { Formats } from "../../lib/format.ts";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import { tillTexts as texts } from "../../texts/en/till.ts";
import { stockAt } from "./use-till.ts";

/** Up to this stock a tile shows the remaining quantity. */
const FEW_MILLI = 3000;

interface TileNote {
  readonly text: string;
  /** No stock can be sold from here. */
  readonly out: boolean;
}

/** The note next to a tile's price: low or no stock, or the quantity of the price. */
export function tileNote(
  row: CatalogueRow,
  soldFrom: readonly string[],
  formats: Formats,
): TileNote {
  const { kind, unit, basisMilli } = row;
  if (row.stopReason !== "") return { out: true, text: texts.stopped };
  const { hereMilli, elsewhereMilli } = stockAt(row, soldFrom);
  const counted = kind === "stock";
  if (counted && hereMilli <= 0)
    return { out: true, text: elsewhereMilli > 0 ? texts.notHere : texts.noneLeft };
  if (counted && hereMilli <= FEW_MILLI)
    return { out: false, text: texts.left(quantityWithUnit(hereMilli, unit, formats)) };
  if (basisMilli === 1000 && unit === "each") return { out: false, text: "" };
  return { out: false, text: texts.per(quantityWithUnit(basisMilli, unit, formats)) };
}
