/** Rows as they stand on screen, and how many wait for the person to ask for them. */
export interface HeldRows<Row> {
  readonly rows: readonly Row[];
  /** Rows that are new, or stand elsewhere in the fresh order. */
  readonly waiting: number;
}

/**
 * The held ids, and after them those of fresh rows that follow the last one still there: they make nothing jump. Where
 * none is left, all fresh rows follow.
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
 * Keeps the order a person is looking at while the rows' contents change: known rows stay where they are, gone ones
 * leave, new ones wait. `held` are the ids in the order shown.
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
