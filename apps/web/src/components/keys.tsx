import { showKeys } from "../lib/shortcut-keys.ts";
import classes from "./keys.module.css";

/** Keys as printed on the keyboard. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className={classes.keys}>
      {showKeys(keys, onApple()).map((key, index) => (
        <kbd key={`${key}${index}`} className={classes.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}

function onApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
