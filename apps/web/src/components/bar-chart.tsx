import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import type { ReactNode } from "react";
import type { LinkTarget } from "../lib/link-target.ts";
import { useFormats } from "../lib/shop-context.tsx";
import { Button } from "./button.tsx";
import classes from "./bar-chart.module.css";
import { axisTop } from "./chart-scale.ts";
import { DataTable } from "./data-table.tsx";
import { LiveValue } from "./live-value.tsx";

export interface Bar {
  readonly key: string;
  /** Shown under the bar if there is room. */
  readonly label: string;
  /** The full label, for the table and for the value display. */
  readonly name: string;
  /** Minor units. */
  readonly value: number;
  readonly text: string;
  readonly note: string;
  /** The usual value, in minor units; 0 if unknown. */
  readonly usual: number;
  /** Link to the rows behind the bar. */
  readonly link?: LinkTarget;
}

interface BarChartProps {
  /** The description of the bars for screen readers. */
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly titles: { readonly name: string; readonly value: string; readonly note: string };
  readonly texts: {
    readonly asTable: string;
    readonly asBars: string;
    readonly read: string;
    readonly usually: (figure: string) => string;
  };
  /** Only every n-th bar has a label, counted from the last one. */
  readonly labelEvery?: number;
}

/** A bar chart of money with the usual values, with a value display on hover; or the same as a table. */
export function BarChart({ label, bars, titles, texts, labelEvery = 1 }: BarChartProps) {
  const [table, setTable] = useState(false);
  const [pointed, point] = useState<number | null>(null);
  const id = useId();
  const formats = useFormats();
  // Before anyone hovers: the latest bar with a value.
  const at =
    pointed ??
    Math.max(
      0,
      bars.findLastIndex(({ value }) => value !== 0),
    );
  const bar = bars[at];
  const usually = (usual: number) => (usual > 0 ? texts.usually(formats.money(usual)) : "");
  const announced =
    bar === undefined ? "" : `${bar.name}: ${bar.text} ${usually(bar.usual)}`.trim();
  return (
    <figure className={classes.chart} aria-label={label}>
      {table ? (
        <Table {...{ label, bars, titles }} />
      ) : (
        <Plot {...{ bars, at, point, labelEvery }} />
      )}
      <figcaption className={classes.caption}>
        {table ? null : (
          <>
            <input
              type="range"
              id={id}
              className={classes.reader}
              min={0}
              max={Math.max(0, bars.length - 1)}
              value={at}
              aria-label={texts.read}
              aria-valuetext={announced}
              onFocus={() => point(at)}
              onBlur={() => point(null)}
              onChange={(event) => point(Number(event.currentTarget.value))}
            />
            <output htmlFor={id} aria-live="off" className={classes.said}>
              {announced}
            </output>
          </>
        )}
        <Button onClick={() => setTable(!table)}>{table ? texts.asBars : texts.asTable}</Button>
      </figcaption>
    </figure>
  );
}

interface PlotProps {
  readonly bars: readonly Bar[];
  readonly at: number;
  readonly point: (index: number | null) => void;
  readonly labelEvery: number;
}

/** For sighted users with a pointer; keyboard and screen reader users have the slider below it and the table. */
function Plot({ bars, at, point, labelEvery }: PlotProps) {
  const formats = useFormats();
  const top = axisTop(Math.max(...bars.flatMap(({ value, usual }) => [value, usual])));
  const height = (value: number) => `${(Math.max(0, value) / top) * 100}%`;
  return (
    <div aria-hidden="true" className={classes.plot} onPointerLeave={() => point(null)}>
      <div className={classes.lines}>
        {[top, top / 2].map((value) => (
          <span key={value} className={classes.line}>
            <span className={classes.at}>{formats.money(value)}</span>
          </span>
        ))}
      </div>
      {bars.map((bar, index) => (
        <Slot key={bar.key} bar={bar} onPoint={() => point(index)}>
          <span className={classes.track}>
            <span
              className={classes.bar}
              data-at={index === at}
              style={{ height: height(bar.value) }}
            />
            {bar.usual > 0 ? (
              <span className={classes.usual} style={{ insetBlockEnd: height(bar.usual) }} />
            ) : null}
            {index === at ? (
              <span
                className={classes.value}
                data-end={index > bars.length / 2}
                style={{ insetBlockEnd: height(bar.value) }}
              >
                {bar.text}
              </span>
            ) : null}
          </span>
          <span className={classes.tick} data-dense={labelEvery > 2}>
            {(bars.length - 1 - index) % labelEvery === 0 ? bar.label : ""}
          </span>
        </Slot>
      ))}
    </div>
  );
}

interface SlotProps {
  readonly bar: Bar;
  readonly onPoint: () => void;
  readonly children: ReactNode;
}

/** Bars are too narrow to be the only links to their rows: the table has the same links. */
function Slot({ bar, onPoint, children }: SlotProps) {
  if (bar.link === undefined)
    return (
      <span className={classes.slot} onPointerEnter={onPoint}>
        {children}
      </span>
    );
  return (
    <Link {...bar.link} className={classes.slot} tabIndex={-1} onPointerEnter={onPoint}>
      {children}
    </Link>
  );
}

/** The same figures as a table. */
function Table({ label, bars, titles }: Pick<BarChartProps, "label" | "bars" | "titles">) {
  return (
    <DataTable
      label={label}
      rows={bars}
      rowKey={(bar) => bar.key}
      columns={[
        { key: "name", title: titles.name, cell: nameOf, phone: "name" },
        { key: "note", title: titles.note, cell: (bar) => bar.note, figure: true, named: true },
        {
          key: "value",
          title: titles.value,
          cell: (bar) => <LiveValue text={bar.text} />,
          figure: true,
          phone: "number",
        },
      ]}
    />
  );
}

const nameOf = ({ name, link }: Bar) => (link === undefined ? name : <Link {...link}>{name}</Link>);
