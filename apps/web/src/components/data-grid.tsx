import { defaultRangeExtractor, useWindowVirtualizer } from "@tanstack/react-virtual";
import { Fragment, memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { CSSProperties, ReactNode } from "react";
import { density } from "../lib/density.ts";
import { useDeviceValue } from "../lib/device-storage.ts";
import { useNarrow } from "../lib/use-narrow.ts";
import { gridTexts as texts } from "../texts/en/grid.ts";
import { ChooseBox } from "./choose-boxes.tsx";
import { ColumnChooser } from "./column-chooser.tsx";
import classes from "./data-grid.module.css";
import { FiguresOf } from "./live-value.tsx";
import { GridHead } from "./grid-head.tsx";
import { useGridColumns } from "./grid-columns.ts";
import type { ColumnChoice, GridColumn, GridSort, ShownColumn } from "./grid-columns.ts";
import { markTabStops, useGridKeys } from "./grid-keys.ts";
import type { GridSelection } from "./grid-selection.ts";

interface DataGridProps<Row> {
  /** The storage key for its visible columns on this device. */
  readonly name: string;
  readonly label: string;
  /** Must keep its identity between renders, so rows only render when they change. */
  readonly columns: readonly GridColumn<Row>[];
  /** The total number of rows. */
  readonly count: number;
  /** The row at an index; undefined while it is not loaded. */
  readonly rowAt: (index: number) => Row | undefined;
  /** Called with the visible range, so its rows can be loaded. */
  readonly onWindow: (first: number, last: number) => void;
  /** The unique key of a row. */
  readonly rowKey: (row: Row) => string;
  /** The name of a row for screen readers. */
  readonly rowLabel: (row: Row) => string;
  readonly sort: GridSort | null;
  readonly onSort: (sort: GridSort) => void;
  readonly selection?: GridSelection<Row>;
  /** A summary of the rows, such as their number. */
  readonly summary?: ReactNode;
}

const NOWHERE = { index: 0, key: null };

/** The height of a row before it is measured, if the density is unknown. */
const ROW = { desk: { comfortable: 44, compact: 32 }, phone: 68 } as const;

/**
 * A virtualized table: only visible rows are rendered and loaded. Arrow keys move, Enter opens, Space selects, Shift
 * extends the selection. On a phone each row has two lines. The first column names the row and contains its link.
 */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { name, label, columns, count, rowAt, onWindow, sort, onSort, selection } = props;
  const { rowKey, rowLabel } = props;
  const narrow = useNarrow();
  const height = useRowHeight(narrow);
  const model = useGridColumns({ name, columns, sort, onSort });
  const body = useRef<HTMLTableSectionElement>(null);
  const [{ top, width }, setPlace] = useState({ top: 0, width: 0 });
  const [active, setActive] = useState(0);
  // The anchor of a Shift selection. Another search may have put another row there.
  const anchor = useRef<{ readonly index: number; readonly key: string | null }>(NOWHERE);
  const keyAt = (index: number) => {
    const row = rowAt(index);
    return row === undefined ? null : rowKey(row);
  };
  const anchorAt = (index: number) => {
    anchor.current = { index, key: keyAt(index) };
  };
  const extendTo = (index: number) => {
    const { index: from, key } = anchor.current;
    const moved = key === null || (keyAt(from) ?? key) !== key;
    selection?.chooseRange(moved ? index : from, index);
  };

  // The virtualizer's results change with every scroll; no memoized value here depends on them.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    count,
    estimateSize: () => height,
    overscan: 5,
    scrollMargin: top,
    // So neither the header nor the phone's tab bar covers the focused row.
    scrollPaddingStart: 64,
    scrollPaddingEnd: 144,
    // The focused row stays rendered wherever the page is scrolled to.
    rangeExtractor: (range) => withActive(defaultRangeExtractor(range), active, count),
  });
  const items = virtualizer.getVirtualItems();
  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (count > 0) onWindow(first, last);
  }, [onWindow, first, last, count]);
  useLayoutEffect(() => {
    // Content above the grid may grow, and the page with it.
    const measure = () => {
      const box = body.current?.getBoundingClientRect();
      if (box === undefined) return;
      const now = { top: Math.round(box.top + window.scrollY), width: Math.round(box.width) };
      setPlace((before) => (before.top === now.top && before.width === now.width ? before : now));
    };
    const watcher = new ResizeObserver(measure);
    watcher.observe(document.body);
    measure();
    return () => watcher.disconnect();
  }, []);
  useLayoutEffect(() => markTabStops(body.current, Math.min(active, count - 1)));

  const keys = useGridKeys({
    body,
    count,
    active,
    setActive,
    page: Math.max(1, last - first - 1),
    reveal: (index) => virtualizer.scrollToIndex(index),
    onSpace: (index) => {
      const row = rowAt(index);
      if (row === undefined || selection === undefined) return;
      anchorAt(index);
      selection.choose(row, !selection.isChosen(row));
    },
    onExtend: extendTo,
    onWalk: anchorAt,
  });

  const shown = model.shown.filter(({ column }) => narrow || (column.from ?? 0) <= width);
  const choosing = selection !== undefined;
  const tracks = [...(choosing ? ["44px"] : []), ...shown.map(({ column }) => column.track)];
  const template: CSSProperties = narrow ? {} : { gridTemplateColumns: tracks.join(" ") };
  return (
    <div>
      <Tools choices={model.choices} explained={narrow ? [] : shown}>
        {props.summary} <OnPaper shown={items.length} count={count} />
      </Tools>
      <table
        // A grid on a table element, as in the ARIA pattern.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="grid"
        aria-label={label}
        aria-rowcount={count + 1}
        aria-colcount={tracks.length}
        aria-multiselectable={choosing ? true : undefined}
        tabIndex={-1}
        className={classes.grid}
        onKeyDown={keys.onKeyDown}
        onFocus={keys.onFocus}
      >
        <GridHead shown={shown} template={template} narrow={narrow} selection={selection} />
        <tbody ref={body} className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rowAt(index);
            const chosen = row !== undefined && selection?.isChosen(row) === true;
            return (
              <tr
                key={index}
                ref={virtualizer.measureElement}
                data-index={index}
                aria-rowindex={index + 2}
                aria-selected={choosing ? chosen : undefined}
                className={chosen ? classes.chosenRow : classes.row}
                style={{ ...template, transform: `translateY(${start - top}px)` }}
              >
                {row === undefined ? (
                  <td className={classes.waiting}>{texts.waiting}</td>
                ) : (
                  <>
                    {selection === undefined ? null : (
                      <td className={classes.choose}>
                        <ChooseBox
                          name={rowLabel(row)}
                          chosen={chosen}
                          onChoose={(next, extend) => {
                            if (extend) return extendTo(index);
                            anchorAt(index);
                            selection.choose(row, next);
                          }}
                        />
                      </td>
                    )}
                    <FiguresOf value={rowKey(row)}>
                      <Cells
                        row={row}
                        shown={shown}
                        signature={signatureOf(shown)}
                        columns={columns}
                      />
                    </FiguresOf>
                  </>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface ToolsProps<Row> {
  readonly choices: readonly ColumnChoice[];
  /** The columns whose graphics are explained here. */
  readonly explained: readonly ShownColumn<Row>[];
  /** The summary. */
  readonly children: ReactNode;
}

function Tools<Row>({ choices, explained, children }: ToolsProps<Row>) {
  return (
    <div className={classes.tools}>
      <div className={classes.summary}>
        {children}
        {explained.map(({ column }) => (
          <Fragment key={column.key}>{column.legend}</Fragment>
        ))}
      </div>
      <ColumnChooser choices={choices} />
    </div>
  );
}

/** Shows on paper how many rows are printed: only visible rows are rendered. */
function OnPaper({ shown, count }: { readonly shown: number; readonly count: number }) {
  if (shown >= count) return null;
  return <p className="print-only">{texts.onPaper(shown, count)}</p>;
}

interface CellsProps<Row> {
  readonly row: Row;
  readonly shown: readonly ShownColumn<Row>[];
  /** The keys of the visible columns: decides whether cells can be reused. */
  readonly signature: string;
  readonly columns: readonly GridColumn<Row>[];
}

function PlainCells<Row>({ row, shown }: CellsProps<Row>) {
  return shown.map(({ column }, index) => {
    const names = [
      classes.cell,
      column.figure === true ? classes.figure : "",
      column.screenOnly === true ? "screen-only" : "",
      column.phone === undefined ? classes.meta : classes[column.phone],
    ];
    const className = names.filter(Boolean).join(" ");
    if (index > 0)
      return (
        <td
          key={column.key}
          className={className}
          data-title={column.named === true ? column.title : undefined}
        >
          {column.cell(row)}
        </td>
      );
    return (
      <th key={column.key} scope="row" className={className}>
        {column.cell(row)}
      </th>
    );
  });
}

// Links are expensive to render: a row renders only when it or its columns change.
// safe because memo passes the same props on; it only loses the type parameter
const Cells = memo(
  PlainCells,
  (before, after) =>
    before.row === after.row &&
    before.signature === after.signature &&
    before.columns === after.columns,
) as unknown as typeof PlainCells;

function signatureOf<Row>(shown: readonly ShownColumn<Row>[]): string {
  return shown.map(({ column }) => column.key).join(" ");
}

function withActive(range: number[], active: number, count: number): number[] {
  if (active >= count || range.includes(active)) return range;
  return [...range, active].toSorted((a, b) => a - b);
}

/** The height for the current density; cached, because the virtualizer requests it for every row. */
function useRowHeight(narrow: boolean): number {
  const [chosen] = useDeviceValue(density);
  return useMemo(() => {
    if (narrow) return ROW.phone;
    const style = getComputedStyle(document.documentElement);
    // The style sheet defines a height per density; the page already has the chosen one.
    return Number.parseFloat(style.getPropertyValue("--row")) || ROW.desk[chosen];
  }, [narrow, chosen]);
}
