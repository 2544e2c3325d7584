import type { UnitCode } from "@daybook/contract/units";
import { unitTexts } from "../texts/en/units.ts";
import type { Formats } from "./format.ts";

/** Formatted thousandths with the unit's short name: "3", "1.25 kg". */
export function quantityWithUnit(
  quantityMilli: number,
  unit: UnitCode,
  formats: Pick<Formats, "quantity">,
): string {
  const name = unitTexts[unit];
  const number = formats.quantity(quantityMilli);
  // A narrow no-break space keeps the unit with its number.
  return name === "" ? number : `${number}\u202f${name}`;
}
