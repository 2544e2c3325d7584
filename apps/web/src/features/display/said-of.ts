import type { DisplayState } from "@daybook/contract/display";
import type { ReceiptFormats } from "@daybook/contract/receipt-formats";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import { displayTexts as texts } from "../../texts/en/display.ts";

/** The one figure that a display shows largest, with its label. */
export function mainFigure(state: DisplayState): {
  readonly label: string;
  readonly minor: number;
} {
  const { phase, totalMinor, leftMinor, changeMinor } = state;
  if (phase === "paid")
    return changeMinor > 0
      ? { label: texts.change, minor: changeMinor }
      : { label: texts.paid, minor: totalMinor };
  if (totalMinor < 0) return { label: texts.toYou, minor: -totalMinor };
  if (phase === "paying") return { label: texts.left, minor: leftMinor };
  return { label: texts.total, minor: totalMinor };
}

/** What a screen reader says after a change: the last item and the total, or the main figure. */
export function saidOf(
  state: DisplayState,
  formats: Pick<ReceiptFormats, "money" | "quantity">,
): string {
  const last = state.lines.at(-1);
  const { label, minor } = mainFigure(state);
  if (state.phase === "idle") return "";
  if (state.phase === "cart" && last !== undefined)
    return texts.saidLine(
      last.name,
      quantityWithUnit(last.quantityMilli, last.unit, formats),
      formats.money(last.amountMinor - last.discountMinor),
      formats.money(state.totalMinor),
    );
  const said = texts.saidTotal(label, formats.money(minor));
  return state.phase === "paid" ? `${said} ${texts.thanks}` : said;
}
