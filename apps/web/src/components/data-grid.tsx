import { defaultRangeExtractor, useWindowVirtualizer } from "@tanstack/react-virtual";
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { CSSProperties, ReactNode } from "react";
import { density } from "../lib/density.ts";
import { useKept } from "../lib/device-storage.ts";
import { useNarrow } from "../lib/use-narrow.ts";
import { gridTexts as texts } from "../texts/en/grid.ts";
import { ChooseBox } from "./choose-boxes.tsx";
import { ColumnChooser } from "./column-chooser.tsx";
import classes from "./data-grid.module.css";
import { FiguresOf } from "./live-value.tsx";
import { GridHead } from "./grid-head.tsx";
import { useGridColumns } from "./grid-columns.ts";
import type { GridColumn, GridSort, ShownColumn } from "./grid-columns.ts";
import { markTabStops, useGridKeys } from "./grid-keys.ts";
import type { GridSelection } from "./grid-selection.ts";

interface DataGridProps<Row> {
  /** Its choice of columns is kept on the device under this name. */
  readonly name: string;
  readonly label: string;
  /** Kept the same between renders, so that rows are drawn again only when they change. */
  readonly columns: readonly GridColumn<Row>[];
  /** How many rows there are in all. */
  readonly count: number;
  /** The row at a place; undefined while it is not loaded. */
  readonly rowAt: (index: number) => Row | undefined;
  /** Says which places are on screen, so that their rows can be loaded. */
  readonly onWindow: (first: number, last: number) => void;
  /** Tells rows apart, whatever their place. */
  readonly rowKey: (row: Row) => string;
  /** What a row is called, for those who do not see it. */
  readonly rowLabel: (row: Row) => string;
  readonly sort: GridSort | null;
  readonly onSort: (sort: GridSort) => void;
  readonly selection?: GridSelection<Row>;
  /** What is said about the rows above them, such as how many there are. */
  readonly summary?: ReactNode;
}

const NOWHERE = { index: 0, key: null };

/** A row's height before it was measured, where the density is not known. */
const ROW = { desk: { comfortable: 44, compact: 32 }, phone: 68 } as const;

/**
 * A table of any length: only the rows on screen are drawn and loaded. Arrow keys walk through it, Enter opens, Space
 * chooses, Shift extends. On a phone each row has two lines. The first column names the row and holds its link.
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
  // Where a choice that is extended with Shift begins. Another search may have put another row there.
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

  // What the virtualizer answers changes with every scroll; nothing that is memoized here hangs on it.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    count,
    estimateSize: () => height,
    overscan: 5,
    scrollMargin: top,
    // Neither the heading above nor the bar of a phone below covers the row that is walked to.
    scrollPaddingStart: 64,
    scrollPaddingEnd: 144,
    // The row that has the focus stays drawn wherever the page is scrolled to.
    rangeExtractor: (range) => withActive(defaultRangeExtractor(range), active, count),
  });
  const items = virtualizer.getVirtualItems();
  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (count > 0) onWindow(first, last);
  }, [onWindow, first, last, count]);
  useLayoutEffect(() => {
    // Whatever stands above the grid may grow, and then the page grows too.
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
      <div className={classes.tools}>
        <div className={classes.summary}>
          {props.summary} <OnPaper shown={items.length} count={count} />
        </div>
        <ColumnChooser choices={model.choices} />
      </div>
      <table
        // A grid made of a table, as the pattern itself has it.
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

/** Says on paper how many of the rows are printed: only those on the screen are drawn. */
function OnPaper({ shown, count }: { readonly shown: number; readonly count: number }) {
  if (shown >= count) return null;
  return <p className="print-only">{texts.onPaper(shown, count)}</p>;
}

interface CellsProps<Row> {
  readonly row: Row;
  readonly shown: readonly ShownColumn<Row>[];
  /** The keys of the shown columns: what decides whether the cells are still the same ones. */
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

// Links are the dear part of a row: a row is drawn again only when it, or its columns, changed.
// safe because memo hands the very same props on; it only forgets that the component takes any kind of row
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

/** As the chosen density has it; looked up once, for the virtualizer asks for every row there is. */
function useRowHeight(narrow: boolean): number {
  const [chosen] = useKept(density);
  return useMemo(() => {
    if (narrow) return ROW.phone;
    const style = getComputedStyle(document.documentElement);
    // The style sheet has a height for each density; the page already carries the chosen one.
    return Number.parseFloat(style.getPropertyValue("--row")) || ROW.desk[chosen];
  }, [narrow, chosen]);
}
