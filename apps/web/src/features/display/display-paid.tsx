import type { DisplayState } from "@daybook/contract/display";
import type { ReceiptFormats } from "@daybook/contract/receipt-formats";
import { displayTexts as texts } from "../../texts/en/display.ts";
import classes from "./display-page.module.css";
import { DisplayRows } from "./display-rows.tsx";
import { Figure } from "./figure.tsx";
import { mainFigure } from "./said-of.ts";

interface DisplayPaidProps {
  readonly state: DisplayState;
  readonly formats: ReceiptFormats;
}

/** After the payment, until the next item: the change. */
export function DisplayPaid({ state, formats }: DisplayPaidProps) {
  const { given, totalMinor, changeMinor } = state;
  const { label, minor } = mainFigure(state);
  const rows = [
    ...(changeMinor > 0 && totalMinor >= 0
      ? [{ key: "total", name: texts.total, text: formats.money(totalMinor) }]
      : []),
    ...given.map(({ name, amountMinor }, index) => ({
      key: `given ${index}`,
      name: texts.given(name),
      text: formats.money(amountMinor),
    })),
  ];
  return (
    <div className={classes.paid}>
      <Figure label={label} amount={formats.money(minor)} />
      <h1 className={classes.thanks}>{texts.thanks}</h1>
      <DisplayRows rows={rows} />
    </div>
  );
}
