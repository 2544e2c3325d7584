import type { ReactNode } from "react";
import classes from "./row-actions.module.css";

/** What can be done with a row, visible in it. */
export function RowActions({ children }: { readonly children: ReactNode }) {
  return <div className={classes.actions}>{children}</div>;
}
