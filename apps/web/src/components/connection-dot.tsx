import { useConnection } from "../lib/connection.ts";
import { shellTexts } from "../texts/en/shell.ts";
import classes from "./connection-dot.module.css";

/** A quiet dot with its word: whether changes arrive by themselves. */
export function ConnectionDot() {
  const connection = useConnection();
  return (
    <span className={classes.connection} data-state={connection}>
      <span className={classes.dot} aria-hidden="true" />
      {shellTexts.connection[connection]}
    </span>
  );
}
