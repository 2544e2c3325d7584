import type { ReactNode } from "react";
import classes from "./hidden-text.module.css";

/** Words for those who hear the page; what they add is plain to the eye. */
export function HiddenText({ children }: { readonly children: ReactNode }) {
  return <span className={classes.hidden}>{children}</span>;
}
