import { tillDrawerTexts as texts } from "../../texts/en/till-drawer.ts";
import { tillTexts } from "../../texts/en/till.ts";
import type { CashOutside } from "../drawers/own-drawer.ts";
import classes from "./till-band.module.css";

/** Says that this device has no drawer, before someone takes cash. */
export function NoDrawer({ cash }: { readonly cash: CashOutside }) {
  return (
    <section aria-label={texts.tools} className={classes.aside}>
      <p>{cash === "refused" ? tillTexts.noDrawer : texts.outside}</p>
    </section>
  );
}
