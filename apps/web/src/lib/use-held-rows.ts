import { useState } from "react";
import { holdOrder } from "./hold-order.ts";

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
 * Rows that never jump: while `view` stays the same, live changes alter the rows' contents only. A new view, asked for
 * by the person, takes the fresh order once it is answered.
 */
export function useHeldRows<Row>(options: HeldRowsOptions<Row>): HeldList<Row> | undefined {
  const { fresh, view, settled, idOf } = options;
  const [held, setHeld] = useState<{ view: string; ids: readonly string[] } | null>(null);
  if (fresh === undefined) return undefined;
  const release = () => setHeld({ view, ids: fresh.map(idOf) });
  if (held === null || held.view !== view || (held.ids.length === 0 && fresh.length > 0)) {
    if (settled) release();
    return { rows: fresh, waiting: 0, release };
  }
  return { ...holdOrder(held.ids, fresh, idOf), release };
}
