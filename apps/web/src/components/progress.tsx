import classes from "./progress.module.css";

interface ProgressProps {
  /** What is done so far, in words. */
  readonly label: string;
  readonly done: number;
  /** Null if it is not known. */
  readonly all: number | null;
}

/** How far something long has come, as a sentence and a bar. */
export function Progress({ label, done, all }: ProgressProps) {
  return (
    <div className={classes.progress}>
      <output>{label}</output>
      <progress
        aria-label={label}
        className={classes.bar}
        {...(all === null ? {} : { value: done, max: all })}
      />
    </div>
  );
}
