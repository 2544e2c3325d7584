import type { Movement } from "@daybook/contract/stock";

type Ends = Pick<Movement, "from" | "to">;

/**
 * What a movement does to the stock that is looked at: of some places (ids), or of the whole shop without them. Goods
 * carried between two places that are both looked at change nothing.
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

/** The sign that belongs to it: "+", "−" or none. */
export const DIRECTION_SIGNS = { in: "+", out: "\u2212", within: "" } as const;
