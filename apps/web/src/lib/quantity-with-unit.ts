import type { UnitCode } from "@daybook/contract/products";
import { productTexts } from "../texts/en/products.ts";
import type { Formats } from "./format.ts";

/** Thousandths as the shop reads them, with the unit's short name: "3", "1.25 kg". */
export function quantityWithUnit(
  quantityMilli: number,
  unit: UnitCode,
  formats: Pick<Formats, "quantity">,
): string {
  const name = productTexts.units[unit];
  const number = formats.quantity(quantityMilli);
  // A narrow no-break space keeps the unit with its number.
  return name === "" ? number : `${number}\u202f${name}`;
}
