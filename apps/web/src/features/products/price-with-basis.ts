import type { UnitCode } from "@daybook/contract/units";
import type { Formats } from "../../lib/format.ts";
import { unitTexts } from "../../texts/en/units.ts";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";

interface Priced {
  readonly priceMinor: number;
  readonly basisMilli: number;
  readonly unit: UnitCode;
}

/** A price with its quantity: "£4.50", "£12.00 / kg", "£2.10 / 0.1 kg". */
export function priceWithBasis({ priceMinor, basisMilli, unit }: Priced, formats: Formats): string {
  const price = formats.money(priceMinor);
  const unitName = unitTexts[unit];
  if (basisMilli === 1000) return unitName === "" ? price : `${price} / ${unitName}`;
  return `${price} / ${quantityWithUnit(basisMilli, unit, formats)}`;
}
