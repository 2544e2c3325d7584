import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { LinkTarget } from "../lib/link-target.ts";
import { HiddenText } from "./hidden-text.tsx";
import { LiveValue } from "./live-value.tsx";
import { Sparkline } from "./sparkline.tsx";
import classes from "./figures.module.css";

interface FiguresProps {
  readonly label: string;
  /** In one line of text: at any width, or only on a phone, which needs the space for the rows below. */
  readonly line?: "always" | "phone";
  readonly children: ReactNode;
}

/** A row of figures, two per row on a phone. */
export function Figures({ label, line, children }: FiguresProps) {
  return (
    <dl className={classes.figures} aria-label={label} data-line={line}>
      {children}
    </dl>
  );
}

interface CompareProps {
  /** Positive if the figure is above its reference. */
  readonly direction: number;
  readonly above: string;
  readonly below: string;
  readonly children: ReactNode;
}

/** The comparison of a figure with its reference: an arrow, a word and a color. */
export function Compare({ direction, above, below, children }: CompareProps) {
  if (direction === 0) return children;
  const up = direction > 0;
  return (
    <span className={up ? classes.up : classes.down}>
      <span aria-hidden="true">{up ? "▲" : "▼"} </span>
      <HiddenText>{up ? above : below} </HiddenText>
      {children}
    </span>
  );
}

interface FigureProps {
  readonly label: string;
  readonly text: string;
  readonly negative?: boolean;
  /** The reference of the figure. */
  readonly compare?: ReactNode;
  readonly small?: boolean;
  /** The values of the last days, oldest first. */
  readonly trend?: readonly (number | null)[];
  /** Link to the rows behind the figure, which add up to it. */
  readonly link?: LinkTarget;
}

/** One figure with its label above and its reference below. */
export function Figure(props: FigureProps) {
  const { label, text, negative = false, compare, small = false, trend, link } = props;
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
      {trend === undefined ? null : (
        <dd>
          <Sparkline values={trend} />
        </dd>
      )}
    </div>
  );
}

/** At this font size about ten digits fit. */
function lengthOf(text: string): "long" | "longest" | undefined {
  if (text.length > 14) return "longest";
  return text.length > 10 ? "long" : undefined;
}
