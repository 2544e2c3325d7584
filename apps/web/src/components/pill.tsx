import classes from "./pill.module.css";

export type PillTone = "normal" | "good" | "warn" | "bad" | "plain";

/** A state as one word with a color. The normal state is plain text without a color. */
export function Pill({ tone, children }: { readonly tone: PillTone; readonly children: string }) {
  return <span className={`${classes.pill} ${classes[tone]}`}>{children}</span>;
}
