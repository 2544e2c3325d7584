import {
  columnVisibilityFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import type { ReactNode } from "react";
import { keptOnDevice, useKept } from "../lib/device-storage.ts";
import type { Column } from "./data-table.tsx";

/** A column of a grid: one of a table, and how it is ordered, hidden and measured. */
export interface GridColumn<Row> extends Column<Row> {
  /** The width as a track of a CSS grid, such as `minmax(160px, 3fr)`. */
  readonly track: string;
  readonly sortable?: boolean;
  /** Larger first when it is pressed for the first time. */
  readonly largestFirst?: boolean;
  /** Never hidden: it names the row. */
  readonly fixed?: boolean;
  /** Shown only where the grid has at least this many pixels; for the others there is room on a phone's second line. */
  readonly from?: number;
  /** Only to be pressed: left out on paper. */
  readonly screenOnly?: boolean;
  /** Hidden until somebody asks for it. */
  readonly rare?: boolean;
}

export interface GridSort {
  readonly key: string;
  readonly descending: boolean;
}

interface GridColumnsOptions<Row> {
  /** The grid's name on this device: its choice of columns is remembered under it. */
  readonly name: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly sort: GridSort | null;
  readonly onSort: (sort: GridSort) => void;
}

const features = tableFeatures({
  columnVisibilityFeature,
  rowSortingFeature,
});

/** The rows come by window and in their order, so the model holds columns only. */
const NO_ROWS: never[] = [];

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

/** The columns that are shown, what pressing their headings does, and those that can be hidden. */
export function useGridColumns<Row>(options: GridColumnsOptions<Row>): {
  readonly shown: readonly ShownColumn<Row>[];
  readonly choices: readonly ColumnChoice[];
} {
  const { columns, sort, onSort } = options;
  const [kept, keep] = useKept(
    keptOnDevice<Record<string, boolean>>(`columns-${options.name}`, {}),
  );
  const byKey = new Map(columns.map((column) => [column.key, column]));
  const rare = columns.filter((column) => column.rare === true).map(({ key }) => [key, false]);
  const columnVisibility: Record<string, boolean> = { ...Object.fromEntries(rare), ...kept };
  const table = useTable({
    features,
    data: NO_ROWS,
    columns: columns.map((column) => ({
      id: column.key,
      header: (): ReactNode => column.title,
      enableHiding: column.fixed !== true,
      // Without values of its own the model would take no column for sortable; the order is made by whoever has the rows.
      accessorFn: () => null,
      enableSorting: column.sortable === true,
      sortDescFirst: column.largestFirst === true,
    })),
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: {
      columnVisibility,
      sorting: sort === null ? [] : [{ id: sort.key, desc: sort.descending }],
    },
    onColumnVisibilityChange: (change) =>
      keep(typeof change === "function" ? change(columnVisibility) : change),
    onSortingChange: (change) => {
      const before = sort === null ? [] : [{ id: sort.key, desc: sort.descending }];
      const [next] = typeof change === "function" ? change(before) : change;
      if (next !== undefined) onSort({ key: next.id, descending: next.desc });
    },
  });
  const shown = table.getVisibleLeafColumns().flatMap((one) => {
    const column = byKey.get(one.id);
    if (column === undefined) return [];
    const direction = one.getIsSorted();
    const sorted = !one.getCanSort()
      ? undefined
      : direction === false
        ? ("none" as const)
        : direction === "asc"
          ? ("ascending" as const)
          : ("descending" as const);
    return [{ column, sorted, toggleSort: () => one.toggleSorting() }];
  });
  const choices = table
    .getAllLeafColumns()
    .filter((one) => one.getCanHide())
    .map((one) => ({
      key: one.id,
      title: byKey.get(one.id)?.title ?? one.id,
      shown: one.getIsVisible(),
      toggle: () => one.toggleVisibility(),
    }));
  return { shown, choices };
}
