import { tillAfterTexts as texts } from "../../texts/en/till-after.ts";
import classes from "./till-menu.module.css";

/** How to sell, in two sentences. */
export function TillHelp() {
  return <p className={classes.content}>{texts.lead}</p>;
}
