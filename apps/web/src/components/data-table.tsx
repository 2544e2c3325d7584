import { useLayoutEffect, useRef } from "react";
import type { ReactNode, RefObject } from "react";
import { useNarrow } from "../lib/use-narrow.ts";
import { gridTexts as texts } from "../texts/en/grid.ts";
import { ChooseAllBox, ChooseBox } from "./choose-boxes.tsx";
import classes from "./data-table.module.css";

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Figures are right-aligned so that their decimals line up. */
  readonly figure?: boolean;
  /** The position of the cell in the two-line row of a phone; on the second line by default. */
  readonly phone?: "name" | "number" | "hidden";
  /** On a phone, which has no headings, the title precedes the value. */
  readonly named?: boolean;
  /** The current sort direction of this column. */
  readonly sorted?: "ascending";
  /** The heading, if it is a sort button. */
  readonly heading?: ReactNode;
}

/** The selected rows and how the table changes them. */
export interface TableSelection<Row> {
  isChosen: (row: Row) => boolean;
  /** "some" if only some rows are selected. */
  readonly all: "all" | "some" | "none";
  choose: (rows: readonly Row[], chosen: boolean) => void;
  /** The name of a row for screen readers. */
  nameOf: (row: Row) => string;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** The totals by the key of the column; other columns are empty. */
  readonly foot?: Readonly<Record<string, ReactNode>>;
  /** Undefined if the table has no bulk actions. */
  readonly selection?: TableSelection<Row> | undefined;
}

/** A table on a desktop, two-line rows on a phone. The first column names the row. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, foot, selection } = props;
  // The anchor of a Shift selection.
  const anchor = useRef<string | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const narrow = useNarrow();
  useWideMark(place);
  const choose = (row: Row, chosen: boolean, extend: boolean) => {
    const at = rows.indexOf(row);
    const began = rows.findIndex((one) => rowKey(one) === anchor.current);
    const other = extend && selection?.all !== "none" && began >= 0 ? began : at;
    anchor.current = rowKey(row);
    selection?.choose(rows.slice(Math.min(at, other), Math.max(at, other) + 1), chosen);
  };
  return (
    <div ref={place} className={classes.place}>
      <table className={classes.table} aria-label={label}>
        <thead className={classes.head}>
          <tr>
            {selection === undefined || narrow ? null : (
              <th scope="col" className={classes.choose}>
                <ChooseAllBox
                  name={texts.chooseAllShown}
                  all={selection.all}
                  onChoose={(chosen) => selection.choose(rows, chosen)}
                />
              </th>
            )}
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={column.figure === true ? classes.figure : undefined}
                aria-sort={column.sorted}
              >
                {column.heading ?? column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={rowClasses(selection, row)}>
              {selection === undefined ? null : (
                <td className={classes.choose}>
                  <ChooseBox
                    name={selection.nameOf(row)}
                    chosen={selection.isChosen(row)}
                    onChoose={(chosen, extend) => choose(row, chosen, extend)}
                  />
                </td>
              )}
              {columns.map((column, index) => (
                <Cell key={column.key} column={column} first={index === 0}>
                  {column.cell(row)}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
        {foot === undefined ? null : (
          <tfoot>
            <tr className={`${classes.row} ${classes.foot}`}>
              {columns.map((column, index) => (
                <Cell
                  key={column.key}
                  column={column}
                  first={index === 0}
                  wide={index === 0 && selection !== undefined}
                >
                  {foot[column.key]}
                </Cell>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

/**
 * Marks a table that is wider than its place, which then scrolls in itself. Any other keeps its head in sight while the
 * page scrolls, which it could not do in a box that scrolls.
 */
function useWideMark(place: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const box = place.current;
    const table = box?.querySelector("table");
    if (box === null || table === null || table === undefined) return undefined;
    const measure = () => {
      const room =
        box.clientWidth - 2 * Number.parseFloat(getComputedStyle(box).paddingInlineStart);
      box.toggleAttribute("data-wide", table.offsetWidth > room + 1);
    };
    measure();
    const sizes = new ResizeObserver(measure);
    for (const one of [box, table]) sizes.observe(one);
    return () => sizes.disconnect();
  }, [place]);
}

function rowClasses<Row>(selection: TableSelection<Row> | undefined, row: Row): string {
  const names = [
    classes.row,
    selection === undefined ? "" : classes.choosable,
    selection?.isChosen(row) === true ? classes.chosenRow : "",
  ];
  return names.filter(Boolean).join(" ");
}

interface CellProps {
  readonly column: Pick<Column<never>, "figure" | "phone" | "named" | "title">;
  readonly first: boolean;
  /** Also spans the column of checkboxes. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

function Cell({ column, first, wide = false, children }: CellProps) {
  const names = [
    column.figure === true ? classes.figure : "",
    column.phone === undefined ? classes.meta : classes[column.phone],
  ];
  const className = names.filter(Boolean).join(" ");
  if (first)
    return (
      <th scope="row" className={className} colSpan={wide ? 2 : undefined}>
        {children}
      </th>
    );
  return (
    <td className={className} data-title={column.named === true ? column.title : undefined}>
      {children}
    </td>
  );
}
