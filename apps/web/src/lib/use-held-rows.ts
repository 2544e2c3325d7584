import { useState, useSyncExternalStore } from "react";
import { heldWithTail, holdOrder } from "./hold-order.ts";
import { ownChanges } from "./own-changes.ts";

export interface HeldList<Row> {
  readonly rows: readonly Row[];
  readonly waiting: number;
  /** Applies the new order and the new rows. */
  readonly release: () => void;
}

interface HeldRowsOptions<Row> {
  /** The latest rows; undefined while loading. */
  readonly fresh: readonly Row[] | undefined;
  /** The user's view: the search, the order, the number of pages. */
  readonly view: string;
  /** False while the rows of this view are loading. */
  readonly settled: boolean;
  readonly idOf: (row: Row) => string;
}

/**
 * Rows that do not move: while `view` stays the same, live changes update the contents of rows, and rows from the next
 * page are appended. A new view applies the new order once it is loaded, and so do the user's own changes.
 */
export function useHeldRows<Row>(options: HeldRowsOptions<Row>): HeldList<Row> | undefined {
  const { fresh, view, settled, idOf } = options;
  const own = useSyncExternalStore(ownChanges.subscribe, ownChanges.mayBeOwn);
  const [held, setHeld] = useState<{ view: string; ids: readonly string[] } | null>(null);
  if (fresh === undefined) return undefined;
  const release = () => setHeld({ view, ids: fresh.map(idOf) });
  if (held === null || held.view !== view || own) {
    const known = held?.view === view && sameIds(held.ids, fresh, idOf);
    if (settled && !known) release();
    return { rows: fresh, waiting: 0, release };
  }
  const ids = heldWithTail(held.ids, fresh, idOf);
  if (settled && ids !== held.ids) setHeld({ view, ids });
  return { ...holdOrder(ids, fresh, idOf), release };
}

function sameIds<Row>(
  ids: readonly string[],
  rows: readonly Row[],
  idOf: (row: Row) => string,
): boolean {
  return ids.length === rows.length && rows.every((row, index) => idOf(row) === ids[index]);
}
