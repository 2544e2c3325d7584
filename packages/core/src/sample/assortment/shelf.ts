/** The format of the sample shop's assortment. */
import type { UnitCode } from "@daybook/contract/units";

/**
 * One product: its name, its price in hundredths, and how often it sells, from 1 (rarely) to 9 (every day). A fourth
 * value is the unit of goods sold by weight; the price is then for a tenth of it.
 */
export type Good = readonly [
  name: string,
  priceCents: number,
  pace: number,
  unit?: Extract<UnitCode, "kg">,
];

/** A category with its products. */
export interface Shelf {
  /** The path, starting with the department. */
  readonly path: readonly [string, string];
  /** A name of `SUPPLIERS`. */
  readonly supplier: string;
  /** The cost of a piece as a percentage of its price. */
  readonly costPercent: number;
  /** The number of pieces per box. */
  readonly pack: number;
  /** Food and books have a reduced tax rate if the shop's tax has one. */
  readonly tax: "standard" | "reduced";
  readonly goods: readonly Good[];
}
