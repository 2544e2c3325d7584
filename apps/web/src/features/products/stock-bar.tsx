import type { CatalogueRow } from "@daybook/contract/catalogue";
import { HiddenText } from "../../components/hidden-text.tsx";
import { productTexts as texts } from "../../texts/en/products.ts";
import classes from "./stock-bar.module.css";

interface StockBarProps {
  readonly stock: CatalogueRow["stock"];
  /** The stock per location as text. */
  readonly label: string;
}

/** The distribution of a product's stock over the locations; hidden if there is only one. */
export function StockBar({ stock, label }: StockBarProps) {
  const parts = stock.filter(({ onHandMilli }) => onHandMilli > 0);
  if (parts.length < 2) return null;
  return (
    <span title={label} className={classes.bar}>
      <HiddenText>{label}</HiddenText>
      {parts.map(({ locationId, onHandMilli }) => (
        <span key={locationId} className={classes.part} style={{ flexGrow: onHandMilli }} />
      ))}
    </span>
  );
}

/** Explains the bars of a list. */
export function StockBarLegend() {
  return (
    <span className={classes.legend}>
      <span aria-hidden="true" className={classes.bar}>
        <span className={classes.part} style={{ flexGrow: 2 }} />
        <span className={classes.part} />
      </span>
      {texts.stockBar}
    </span>
  );
}
