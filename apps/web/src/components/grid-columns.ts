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
  const shown = columns
    .filter((column) => isShown(column, kept))
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
      shown: isShown(column, kept),
      toggle: () => keep({ ...kept, [column.key]: !isShown(column, kept) }),
    }));
  return { shown, choices };
}

type Hidable = Pick<GridColumn<never>, "key" | "fixed" | "rare">;

/** As the person chose on this device; where they chose nothing, every column that is not rare. */
export function isShown(
  { key, fixed, rare }: Hidable,
  kept: Readonly<Record<string, boolean>>,
): boolean {
  return fixed === true || (kept[key] ?? rare !== true);
}

/** The order after a press on a heading: the other way round, or this column in its usual direction. */
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
