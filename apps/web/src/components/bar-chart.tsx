import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactNode } from "react";
import { LiveValue } from "./live-value.tsx";
import { Button } from "./button.tsx";
import { DataTable } from "./data-table.tsx";
import type { LinkTarget } from "../lib/link-target.ts";
import classes from "./bar-chart.module.css";

export interface Bar {
  readonly key: string;
  /** Under the bar, where there is room. */
  readonly label: string;
  /** In the table, in full. */
  readonly name: string;
  readonly value: number;
  readonly text: string;
  readonly note: string;
  /** The rows behind the bar. */
  readonly link?: LinkTarget;
}

interface BarChartProps {
  /** Says what the bars are, for those who do not see them. */
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly titles: { readonly name: string; readonly value: string; readonly note: string };
  readonly texts: { readonly asTable: string; readonly asBars: string; readonly highest: string };
  /** Only every n-th bar carries its label. */
  readonly labelEvery?: number;
}

/** Bars from a common ground, with the highest one named, or the same figures as a table. */
export function BarChart({ label, bars, titles, texts, labelEvery = 1 }: BarChartProps) {
  const [table, setTable] = useState(false);
  const top = Math.max(1, ...bars.map((bar) => bar.value));
  const highest = bars.find((bar) => bar.value === top);
  return (
    <figure className={classes.chart} aria-label={label}>
      {table ? (
        <DataTable
          label={label}
          rows={bars}
          rowKey={(bar) => bar.key}
          columns={[
            { key: "name", title: titles.name, cell: nameOf, phone: "name" },
            { key: "note", title: titles.note, cell: (bar) => bar.note, figure: true },
            {
              key: "value",
              title: titles.value,
              cell: (bar) => <LiveValue text={bar.text} />,
              figure: true,
              phone: "number",
            },
          ]}
        />
      ) : (
        <div aria-hidden="true" className={classes.plot}>
          {bars.map((bar, index) => (
            <Slot key={bar.key} bar={bar}>
              <div className={classes.track}>
                <div
                  className={classes.bar}
                  data-top={bar === highest ? true : undefined}
                  style={{ height: `${(Math.max(0, bar.value) / top) * 100}%` }}
                />
              </div>
              <span className={classes.tick}>{index % labelEvery === 0 ? bar.label : ""}</span>
            </Slot>
          ))}
        </div>
      )}
      <figcaption className={classes.caption}>
        <span className="muted">
          {highest === undefined ? "" : `${texts.highest} ${highest.name}, ${highest.text}`}
        </span>
        <Button onClick={() => setTable(!table)}>{table ? texts.asBars : texts.asTable}</Button>
      </figcaption>
    </figure>
  );
}

const nameOf = ({ name, link }: Bar) => (link === undefined ? name : <Link {...link}>{name}</Link>);

/** Bars are too narrow to be the only way to their rows: the table has the same links for keyboard and ear. */
function Slot({ bar, children }: { readonly bar: Bar; readonly children: ReactNode }) {
  const title = `${bar.name}: ${bar.text}`;
  if (bar.link === undefined)
    return (
      <div className={classes.slot} title={title}>
        {children}
      </div>
    );
  return (
    <Link {...bar.link} className={classes.slot} title={title} tabIndex={-1}>
      {children}
    </Link>
  );
}
