import classes from "./pill.module.css";

export type PillTone = "normal" | "good" | "warn" | "bad" | "plain";

/** A state in one word; the word says it, the colour only helps. What is normal is plain text without a colour. */
export function Pill({ tone, children }: { readonly tone: PillTone; readonly children: string }) {
  return <span className={`${classes.pill} ${classes[tone]}`}>{children}</span>;
}
