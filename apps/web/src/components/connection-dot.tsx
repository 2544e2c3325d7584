import { useConnection } from "../lib/connection.ts";
import { shellTexts } from "../texts/en/shell.ts";
import classes from "./connection-dot.module.css";

/** Shows whether live updates are connected. */
export function ConnectionDot() {
  const connection = useConnection();
  return (
    <span className={classes.connection} data-state={connection}>
      <span className={classes.dot} aria-hidden="true" />
      {shellTexts.connection[connection]}
    </span>
  );
}
