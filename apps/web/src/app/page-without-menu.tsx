import type { ReactNode } from "react";
import classes from "./shell.module.css";

/** A page before the user is known. */
export function PageWithoutMenu({ children }: { readonly children: ReactNode }) {
  return <main className={classes.main}>{children}</main>;
}
