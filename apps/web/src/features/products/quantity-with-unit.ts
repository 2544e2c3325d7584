import type { UnitCode } from "@daybook/contract/products";
import type { Formats } from "../../lib/format.ts";
import { productTexts } from "../../texts/en/products.ts";

/** Thousandths as the shop reads them, with the unit's short name: "3", "1.25 kg". */
export function quantityWithUnit(quantityMilli: number, unit: UnitCode, formats: Formats): string {
  const name = productTexts.units[unit];
  const number = formats.quantity(quantityMilli);
  // A narrow no-break space keeps the unit with its number.
  return name === "" ? number : `${number}\u202f${name}`;
}
