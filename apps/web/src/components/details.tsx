import type { ReactNode } from "react";
import classes from "./details.module.css";

interface DetailsProps {
  /** Names and values in reading order. */
  readonly items: readonly (readonly [name: string, value: ReactNode])[];
}

/** The details of a record as names and values. */
export function Details({ items }: DetailsProps) {
  return (
    <dl className={classes.details}>
      {items.map(([name, value]) => (
        <div key={name} className={classes.item}>
          <dt className="muted">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
