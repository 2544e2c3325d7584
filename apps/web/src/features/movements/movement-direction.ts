import type { Movement } from "@daybook/contract/movements";

type Ends = Pick<Movement, "from" | "to">;

/**
 * What a movement does to the stock that is looked at: of one place, or of the whole shop without one. Goods carried
 * between two places of the shop change nothing as a whole.
 */
export function directionOf({ from, to }: Ends, locationId?: string): "in" | "out" | "within" {
  if (locationId !== undefined) {
    if (to?.id === locationId) return "in";
    return from?.id === locationId ? "out" : "within";
  }
  if (from === null) return "in";
  return to === null ? "out" : "within";
}

/** The sign that belongs to it: "+", "−" or none. */
export const DIRECTION_SIGNS = { in: "+", out: "\u2212", within: "" } as const;
