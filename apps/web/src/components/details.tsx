import type { ReactNode } from "react";
import classes from "./details.module.css";

interface DetailsProps {
  /** Name and value, in the order they are read. */
  readonly items: readonly (readonly [name: string, value: ReactNode])[];
}

/** What is known of one thing, name beside value. */
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
