import { paths } from "../../app/paths.ts";
import { Button, LinkButton } from "../../components/button.tsx";
import { productTexts as texts } from "../../texts/en/products.ts";
import type { ProductsSearch } from "./product-searches.ts";
import classes from "./selection-bar.module.css";
import type { ProductSelection } from "./use-product-selection.ts";

interface SelectionBarProps {
  readonly selection: ProductSelection;
  readonly search: ProductsSearch;
}

/** What can be done with the chosen products, as long as some are chosen. */
export function SelectionBar({ selection, search }: SelectionBarProps) {
  return (
    <section className={classes.bar} aria-label={texts.chosenTitle}>
      <output className={classes.count}>{texts.chosen(selection.ids.length)}</output>
      <LinkButton
        to={paths.products}
        search={{ ...search, sheet: "bulk" }}
        kind="primary"
        icon="edit"
      >
        {texts.changeChosen}
      </LinkButton>
      <Button onClick={selection.clear}>{texts.chooseNone}</Button>
    </section>
  );
}
