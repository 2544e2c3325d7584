/** The keyboard position in a grid: a row, and one of its controls. */
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
  /** The number of controls in the current row. */
  readonly stops: number;
  /** The number of rows per screen. */
  readonly page: number;
}

/**
 * The target of a key, as in the ARIA grid pattern: arrows one step, Home and End within the row, with Ctrl in the
 * whole grid, Page keys by a screen. Null for keys that do not move.
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
