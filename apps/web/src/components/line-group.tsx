import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import classes from "./line-group.module.css";

interface LineGroupProps {
  readonly label: string;
  readonly hint?: string;
  readonly addLabel: string;
  /** Undefined if nothing can be added. */
  readonly onAdd?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** A repeatable group in a form, such as suppliers, with an add button. */
export function LineGroup({ label, hint, addLabel, onAdd, children }: LineGroupProps) {
  return (
    <section aria-label={label} className={classes.group}>
      <h3 className={classes.title}>{label}</h3>
      {hint === undefined ? null : <p className={classes.hint}>{hint}</p>}
      {children}
      {onAdd === undefined ? null : (
        <div>
          <Button onClick={onAdd} icon="plus">
            {addLabel}
          </Button>
        </div>
      )}
    </section>
  );
}

interface LineProps {
  /** The name of the field group, such as "Supplier 2". */
  readonly label: string;
  readonly removeLabel: string;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

/** One item of the group, with its fields and a remove button. */
export function Line({ label, removeLabel, onRemove, children }: LineProps) {
  return (
    <fieldset aria-label={label} className={classes.line}>
      {children}
      <div>
        <Button onClick={onRemove}>{removeLabel}</Button>
      </div>
    </fieldset>
  );
}
