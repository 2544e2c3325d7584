import { tillAfterTexts } from "../../texts/en/till-after.ts";
import type { CartLine } from "./cart.ts";
import type { TillState } from "./till-state.ts";

/** A formatted quantity with its unit. */
type FormatQuantity = (line: CartLine) => string;

/**
 * The screen reader announcement for a change of the cart; null if there is none. Selecting a line and clearing the
 * till after payment are announced elsewhere.
 */
export function announcementOf(
  before: TillState,
  after: TillState,
  formatQuantity: FormatQuantity,
): string | null {
  if (before.cart === after.cart) return null;
  // The restored cart differs only in the money received since, so its lines are announced.
  const undone =
    after.past.length === before.past.length - 1 && after.cart.lines === before.past.at(-1)?.lines;
  const changes = undone || after.past.length > 0 ? changesOf(before, after, formatQuantity) : [];
  if (undone) return [tillAfterTexts.said.undone, ...changes].join(" ");
  return changes.length === 0 ? null : changes.join(" ");
}

function changesOf(
  before: TillState,
  after: TillState,
  formatQuantity: FormatQuantity,
): readonly string[] {
  const were = new Map(before.cart.lines.map((line) => [line.lineId, line]));
  const are = new Map(after.cart.lines.map((line) => [line.lineId, line]));
  const removed = before.cart.lines.filter(({ lineId }) => !are.has(lineId));
  const changed = after.cart.lines.flatMap((line) => {
    const was = were.get(line.lineId);
    if (was === undefined)
      return [tillAfterTexts.said.added(line.product.name, formatQuantity(line))];
    if (was.quantityMilli === line.quantityMilli) return [];
    return [tillAfterTexts.said.quantity(line.product.name, formatQuantity(line))];
  });
  return [...removed.map(({ product }) => tillAfterTexts.said.removed(product.name)), ...changed];
}
