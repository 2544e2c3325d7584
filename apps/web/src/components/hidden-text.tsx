import type { ReactNode } from "react";
import classes from "./hidden-text.module.css";

/** Text for screen readers only. */
export function HiddenText({ children }: { readonly children: ReactNode }) {
  return <span className={classes.hidden}>{children}</span>;
}
