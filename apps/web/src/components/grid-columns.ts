import type { ReactNode } from "react";
import { deviceValue, useDeviceValue } from "../lib/device-storage.ts";
import type { Column } from "./data-table.tsx";

/** A column of a grid: a table column with its sort order, visibility and width. */
export interface GridColumn<Row> extends Column<Row> {
  /** The width as a CSS grid track, such as `minmax(160px, 3fr)`. */
  readonly track: string;
  readonly sortable?: boolean;
  /** Sorts descending on the first click. */
  readonly largestFirst?: boolean;
  /** Never hidden: it names the row. */
  readonly fixed?: boolean;
  /** Shown only if the grid is at least this many pixels wide; otherwise on the second line of a phone's row. */
  readonly from?: number;
  /** Contains only controls: not printed. */
  readonly screenOnly?: boolean;
  /** Hidden by default. */
  readonly rare?: boolean;
  /** Explains the graphics in its cells, above the grid while the column is shown. */
  readonly legend?: ReactNode;
}

export interface GridSort {
  readonly key: string;
  readonly descending: boolean;
}

interface GridColumnsOptions<Row> {
  /** The grid's storage key for visible columns on this device. */
  readonly name: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly sort: GridSort | null;
  readonly onSort: (sort: GridSort) => void;
}

export interface ShownColumn<Row> {
  readonly column: GridColumn<Row>;
  readonly sorted: "ascending" | "descending" | "none" | undefined;
  readonly toggleSort: () => void;
}

export interface ColumnChoice {
  readonly key: string;
  readonly title: string;
  readonly shown: boolean;
  readonly toggle: () => void;
}

/** The visible columns, the sort actions of their headings, and the columns that can be hidden. */
export function useGridColumns<Row>(options: GridColumnsOptions<Row>): {
  readonly shown: readonly ShownColumn<Row>[];
  readonly choices: readonly ColumnChoice[];
} {
  const { columns, sort, onSort } = options;
  const [chosen, choose] = useDeviceValue(
    deviceValue<Record<string, boolean>>(`columns-${options.name}`, {}),
  );
  const shown = columns
    .filter((column) => isShown(column, chosen))
    .map((column) => ({
      column,
      sorted: column.sortable === true ? directionOf(column.key, sort) : undefined,
      toggleSort: () => onSort(nextSort(column, sort)),
    }));
  const choices = columns
    .filter(({ fixed }) => fixed !== true)
    .map((column) => ({
      key: column.key,
      title: column.title,
      shown: isShown(column, chosen),
      toggle: () => choose({ ...chosen, [column.key]: !isShown(column, chosen) }),
    }));
  return { shown, choices };
}

type Hidable = Pick<GridColumn<never>, "key" | "fixed" | "rare">;

/** The user's choice on this device; by default, every column that is not hidden by default. */
export function isShown(
  { key, fixed, rare }: Hidable,
  chosen: Readonly<Record<string, boolean>>,
): boolean {
  return fixed === true || (chosen[key] ?? rare !== true);
}

/** The sort order after a click on a heading: reversed, or this column in its default direction. */
export function nextSort(
  { key, largestFirst }: Pick<GridColumn<never>, "key" | "largestFirst">,
  sort: GridSort | null,
): GridSort {
  return { key, descending: sort?.key === key ? !sort.descending : largestFirst === true };
}

function directionOf(key: string, sort: GridSort | null): "ascending" | "descending" | "none" {
  if (sort?.key !== key) return "none";
  return sort.descending ? "descending" : "ascending";
}
