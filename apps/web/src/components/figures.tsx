import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { LinkTarget } from "../lib/link-target.ts";
import { LiveValue } from "./live-value.tsx";
import classes from "./figures.module.css";

/** A row of figures, two by two on a phone. */
export function Figures({
  children,
  label,
}: {
  readonly children: ReactNode;
  readonly label: string;
}) {
  return (
    <dl className={classes.figures} aria-label={label}>
      {children}
    </dl>
  );
}

interface FigureProps {
  readonly label: string;
  readonly text: string;
  readonly negative?: boolean;
  /** What the figure is measured against. */
  readonly compare?: ReactNode;
  readonly small?: boolean;
  /** The rows behind the figure, which add up to it. */
  readonly link?: LinkTarget;
}

/** One figure with its name above and its measure below. */
export function Figure(props: FigureProps) {
  const { label, text, negative = false, compare, small = false, link } = props;
  const value = <LiveValue text={text} negative={negative} />;
  return (
    <div className={classes.figure}>
      <dt className={classes.label}>{label}</dt>
      <dd className={small ? classes.small : classes.value} data-length={lengthOf(text)}>
        {link === undefined ? (
          value
        ) : (
          <Link {...link} className={classes.link} aria-label={`${label}: ${text}`}>
            {value}
          </Link>
        )}
      </dd>
      {compare === undefined ? null : <dd className={classes.compare}>{compare}</dd>}
    </div>
  );
}

/** Figures are set so large that about ten digits fit. */
function lengthOf(text: string): "long" | "longest" | undefined {
  if (text.length > 14) return "longest";
  return text.length > 10 ? "long" : undefined;
}
