import classes from "./steps.module.css";

interface StepsProps {
  readonly label: string;
  readonly names: readonly string[];
  /** Index of the current step. */
  readonly at: number;
}

/** The progress of a process with several steps. */
export function Steps({ label, names, at }: StepsProps) {
  return (
    <ol aria-label={label} className={classes.steps}>
      {names.map((name, index) => (
        <li
          key={name}
          aria-current={index === at ? "step" : undefined}
          data-done={index < at ? true : undefined}
          className={classes.step}
        >
          <span className={classes.number}>{index + 1}</span> {name}
        </li>
      ))}
    </ol>
  );
}
