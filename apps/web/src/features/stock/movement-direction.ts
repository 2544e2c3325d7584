import type { Movement } from "@daybook/contract/stock";

type Ends = Pick<Movement, "from" | "to">;

/**
 * The effect of a movement on the stock of some locations (ids), or of the whole shop without them. Transfers between
 * two included locations have none.
 */
export function directionOf(
  { from, to }: Ends,
  places?: readonly string[],
): "in" | "out" | "within" {
  const isThere = (end: Ends["from"]) =>
    end !== null && (places === undefined || places.includes(end.id));
  if (isThere(from) === isThere(to)) return "within";
  return isThere(to) ? "in" : "out";
}

/** The sign: "+", "−" or none. */
export const DIRECTION_SIGNS = { in: "+", out: "\u2212", within: "" } as const;
