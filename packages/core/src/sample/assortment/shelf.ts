/** How the sample shop's assortment is written down. */
import type { UnitCode } from "@daybook/contract/units";

/**
 * One product: its name, its price in hundredths as on the shelf, and how briskly it sells, from 1 (now and then) to 9
 * (every day). A fourth word is the unit of what is weighed; its price is then for a tenth of it.
 */
export type Good = readonly [
  name: string,
  priceCents: number,
  pace: number,
  unit?: Extract<UnitCode, "kg">,
];

/** A lowest category with what stands in it. */
export interface Shelf {
  /** From the department down. */
  readonly path: readonly [string, string];
  /** A name of `SUPPLIERS`. */
  readonly supplier: string;
  /** What a piece costs, as a share of its price, in per cent. */
  readonly costPercent: number;
  /** How many pieces come in one box. */
  readonly pack: number;
  /** Food and books are taxed less where the shop's tax allows for it. */
  readonly tax: "standard" | "reduced";
  readonly goods: readonly Good[];
}
