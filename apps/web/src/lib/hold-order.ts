/** The rows on screen, and the number of rows that wait to be shown. */
export interface HeldRows<Row> {
  readonly rows: readonly Row[];
  /** Rows that are new, or have moved in the new order. */
  readonly waiting: number;
}

/**
 * The current ids, followed by new rows that come after the last of them: these move nothing. If no current row is
 * left, all new rows follow.
 */
export function heldWithTail<Row>(
  held: readonly string[],
  fresh: readonly Row[],
  idOf: (row: Row) => string,
): readonly string[] {
  const known = new Set(held);
  const last = fresh.findLastIndex((row) => known.has(idOf(row)));
  const tail = fresh.slice(last + 1);
  return tail.length === 0 ? held : [...held, ...tail.map(idOf)];
}

/**
 * Keeps the visible order while the contents of rows change: existing rows stay in place, removed ones disappear, new
 * ones wait. `held` are the ids in the displayed order.
 */
export function holdOrder<Row>(
  held: readonly string[],
  fresh: readonly Row[],
  idOf: (row: Row) => string,
): HeldRows<Row> {
  const byId = new Map(fresh.map((row) => [idOf(row), row]));
  const rows = held.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [row];
  });
  const known = new Set(held);
  const added = fresh.filter((row) => !known.has(idOf(row))).length;
  const freshKnown = fresh.filter((row) => known.has(idOf(row)));
  const moved = rows.filter((row, index) => row !== freshKnown[index]).length;
  return { rows, waiting: added + moved };
}
