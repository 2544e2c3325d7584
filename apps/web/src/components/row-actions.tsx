import type { ReactNode } from "react";
import classes from "./row-actions.module.css";

/** Visible actions of a row. */
export function RowActions({ children }: { readonly children: ReactNode }) {
  return <div className={classes.actions}>{children}</div>;
}
