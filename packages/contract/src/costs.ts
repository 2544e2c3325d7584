/**
 * Costs, and figures calculated from one: margin, profit, the value of the stock. Only a reader with the permission
 * `products.readCost` receives them; for everyone else they are null.
 */
import { z } from "zod";
import { Minor } from "./money.ts";
import { Milli } from "./quantity.ts";

/**
 * A figure that this reader may see. Only `shownCost` of core, which checks the permission, gives a figure this type: an
 * answer that forgets to check does not compile.
 */
export type Shown<Figure> = Figure & z.core.$brand<"Cost">;
/** A cost as answers contain it. */
export type Cost<Figure> = Shown<Figure> | null;

/** The field of an answer that holds a cost. */
export function costField<Figure extends z.ZodType<number>>(figure: Figure, meaning = "") {
  return z.nullable(figure.brand<"Cost">()).describe(withHidden(meaning));
}

/** The cost of a goods receipt: `costMinor` for the whole quantity. */
export interface LastCost {
  readonly quantityMilli: Milli;
  readonly costMinor: Minor;
}
/** The same as answers contain it. */
export type ShownLastCost = { quantityMilli: Milli; costMinor: Shown<Minor> } | null;

/** The field of an answer that holds the cost of the most recent goods receipt with a known cost. */
export const lastCostField = z
  .strictObject({ quantityMilli: Milli, costMinor: Minor.brand<"Cost">() })
  .nullable()
  .describe(withHidden("What the last opening or delivery cost in all"));

function withHidden(meaning: string): string {
  const hidden = "null without the permission `products.readCost`";
  return meaning === "" ? hidden : `${meaning}; ${hidden}`;
}

/** The names of the fields with costs, for the audit log, which holds data without a contract; a test compares both. */
export const COST_FIELDS: ReadonlySet<string> = new Set([
  "costMinor",
  "costOfGoodsSoldMinor",
  "lastCost",
  "marginPpm",
  "packPriceMinor",
  "profitMinor",
  "stockValueMinor",
  "totalCostMinor",
  "unitCostMinor",
  "valueMinor",
]);
