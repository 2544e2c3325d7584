/** When stock is low and when it is out: one rule for products, alerts and reports. */

/** How little is left of what runs low. */
export type Shortness = "low" | "out";

/** Of a product at or below its reorder point: nothing left to sell is out. */
export function shortnessOf(positionMilli: number): Shortness {
  return positionMilli <= 0 ? "out" : "low";
}

/** `out` and `low` are said only where a rule says when stock is low; a null point is no rule. */
export function stockStateOf(
  positionMilli: number,
  reorderPointMilli: number | null,
): Shortness | "ok" {
  if (reorderPointMilli === null || positionMilli > reorderPointMilli) return "ok";
  return shortnessOf(positionMilli);
}
