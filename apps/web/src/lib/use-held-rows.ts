import { useState, useSyncExternalStore } from "react";
import { heldWithTail, holdOrder } from "./hold-order.ts";
import { ownChanges } from "./own-changes.ts";

export interface HeldList<Row> {
  readonly rows: readonly Row[];
  readonly waiting: number;
  /** Takes the fresh order and the new rows. */
  readonly release: () => void;
}

interface HeldRowsOptions<Row> {
  /** The rows as last answered; undefined while there is no answer yet. */
  readonly fresh: readonly Row[] | undefined;
  /** What the person asked for: the search, the order, the number of pages. */
  readonly view: string;
  /** False while the answer to this view is still on its way. */
  readonly settled: boolean;
  readonly idOf: (row: Row) => string;
}

/**
 * Rows that never jump: while `view` stays the same, live changes alter the rows' contents, and what moves up from the
 * next page follows at the end. A new view, asked for by the person, takes the fresh order once it is answered, and so
 * does what the person changed themselves.
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
