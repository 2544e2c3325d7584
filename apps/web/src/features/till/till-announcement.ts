import { tillTexts as texts } from "../../texts/en/till.ts";
import type { CartLine } from "./cart.ts";
import type { TillState } from "./till-state.ts";

/** A quantity with its unit, as the shop writes it. */
type SayQuantity = (line: CartLine) => string;

/**
 * What to tell someone who does not see the cart about a change of it; null where there is nothing to tell. A line that
 * is only chosen, and a till cleared by paying, are told elsewhere.
 */
export function announcementOf(
  before: TillState,
  after: TillState,
  say: SayQuantity,
): string | null {
  if (before.cart === after.cart) return null;
  // The cart comes back as it was but for the money taken meanwhile, so its lines tell.
  const undone =
    after.past.length === before.past.length - 1 && after.cart.lines === before.past.at(-1)?.lines;
  const changes = undone || after.past.length > 0 ? changesOf(before, after, say) : [];
  if (undone) return [texts.said.undone, ...changes].join(" ");
  return changes.length === 0 ? null : changes.join(" ");
}

function changesOf(before: TillState, after: TillState, say: SayQuantity): readonly string[] {
  const were = new Map(before.cart.lines.map((line) => [line.lineId, line]));
  const are = new Map(after.cart.lines.map((line) => [line.lineId, line]));
  const gone = before.cart.lines.filter(({ lineId }) => !are.has(lineId));
  const changed = after.cart.lines.flatMap((line) => {
    const was = were.get(line.lineId);
    if (was === undefined) return [texts.said.added(line.product.name, say(line))];
    if (was.quantityMilli === line.quantityMilli) return [];
    return [texts.said.quantity(line.product.name, say(line))];
  });
  return [...gone.map(({ product }) => texts.said.removed(product.name)), ...changed];
}
