import type { CatalogueRow } from "@daybook/contract/catalogue";
import { HiddenText } from "../../components/hidden-text.tsx";
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
