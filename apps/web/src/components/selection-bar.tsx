import type { ReactNode } from "react";
import { gridTexts as texts } from "../texts/en/grid.ts";
import { Button } from "./button.tsx";
import classes from "./selection-bar.module.css";

interface SelectionBarProps {
  readonly label: string;
  /** The number of selected rows as text. */
  readonly count: string;
  readonly onClear: () => void;
  /** The bulk actions. */
  readonly children: ReactNode;
  /** The error of the last action. */
  readonly problem?: string | null;
}

/** The bulk actions of a list, shown while rows are selected. */
export function SelectionBar(props: SelectionBarProps) {
  const { label, count, onClear, children, problem = null } = props;
  return (
    <section className={classes.bar} aria-label={label}>
      <output className={classes.count}>{count}</output>
      {children}
      <Button onClick={onClear}>{texts.chooseNone}</Button>
      <div role="alert" className={classes.problem}>
        {problem === null ? null : <p className="negative">{problem}</p>}
      </div>
    </section>
  );
}
