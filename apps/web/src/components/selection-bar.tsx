import type { ReactNode } from "react";
import { gridTexts as texts } from "../texts/en/grid.ts";
import { Button } from "./button.tsx";
import classes from "./selection-bar.module.css";

interface SelectionBarProps {
  readonly label: string;
  /** How many are chosen, in words. */
  readonly count: string;
  readonly onClear: () => void;
  /** What can be done with all of them. */
  readonly children: ReactNode;
  /** Why it was not done. */
  readonly trouble?: string | null;
}

/** What can be done with the chosen rows of a list, as long as some are chosen. */
export function SelectionBar(props: SelectionBarProps) {
  const { label, count, onClear, children, trouble = null } = props;
  return (
    <section className={classes.bar} aria-label={label}>
      <output className={classes.count}>{count}</output>
      {children}
      <Button onClick={onClear}>{texts.chooseNone}</Button>
      <div role="alert" className={classes.trouble}>
        {trouble === null ? null : <p className="negative">{trouble}</p>}
      </div>
    </section>
  );
}
