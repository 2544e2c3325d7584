import { linePoints } from "./chart-scale.ts";
import classes from "./sparkline.module.css";

interface SparklineProps {
  /** Oldest first; null where there is no value, which the line passes over. */
  readonly values: readonly (number | null)[];
}

/** How a figure went of late, as a line without an axis. For the eye alone: charts and tables have its values. */
export function Sparkline({ values }: SparklineProps) {
  return (
    <svg
      aria-hidden="true"
      className={classes.line}
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
    >
      <polyline points={linePoints(values)} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
