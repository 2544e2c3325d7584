/** Where the keyboard stands in a grid: a row, and one of the things in it that can be pressed. */
export interface GridPlace {
  readonly row: number;
  readonly stop: number;
}

interface GridKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

interface GridSize {
  readonly rows: number;
  /** Things to press in the present row. */
  readonly stops: number;
  /** Rows on one screen. */
  readonly page: number;
}

/**
 * Where a key leads, as the pattern of grids has it: arrows one step, Home and End within the row, with Ctrl in the whole
 * grid, Page keys by a screen. Null for a key that leads nowhere.
 */
export function gridMove(at: GridPlace, press: GridKey, size: GridSize): GridPlace | null {
  const whole = press.ctrlKey || press.metaKey;
  const toRow = (row: number): GridPlace => ({
    row: Math.max(0, Math.min(row, size.rows - 1)),
    stop: at.stop,
  });
  const toStop = (stop: number): GridPlace => ({
    row: at.row,
    stop: Math.max(0, Math.min(stop, size.stops - 1)),
  });
  switch (press.key) {
    case "ArrowDown":
      return toRow(at.row + 1);
    case "ArrowUp":
      return toRow(at.row - 1);
    case "PageDown":
      return toRow(at.row + size.page);
    case "PageUp":
      return toRow(at.row - size.page);
    case "ArrowRight":
      return toStop(at.stop + 1);
    case "ArrowLeft":
      return toStop(at.stop - 1);
    case "Home":
      return whole ? toRow(0) : toStop(0);
    case "End":
      return whole ? toRow(size.rows - 1) : toStop(size.stops - 1);
    default:
      return null;
  }
}
