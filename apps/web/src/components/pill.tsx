import classes from "./pill.module.css";

export type PillTone = "good" | "warn" | "bad" | "plain";

/** A state in one word; the word says it, the colour only helps. */
export function Pill({ tone, children }: { readonly tone: PillTone; readonly children: string }) {
  return <span className={`${classes.pill} ${classes[tone]}`}>{children}</span>;
}
