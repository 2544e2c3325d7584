/** When stock is low or out: one rule for products, alerts and reports. */

/** The severity of low stock. */
export type Shortness = "low" | "out";

/** For a product at or below its reorder point: out if no stock can be sold. */
export function shortnessOf(positionMilli: number): Shortness {
  return positionMilli <= 0 ? "out" : "low";
}

/** `out` and `low` apply only if there is a reorder rule; a null point means no rule. */
export function stockStateOf(
  positionMilli: number,
  reorderPointMilli: number | null,
): Shortness | "ok" {
  if (reorderPointMilli === null || positionMilli > reorderPointMilli) return "ok";
  return shortnessOf(positionMilli);
}
