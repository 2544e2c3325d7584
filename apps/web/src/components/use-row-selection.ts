import { useState } from "react";
import { MOST_AT_ONCE } from "@daybook/contract/fields";
import type { TableSelection } from "./data-table.tsx";
import { showToast } from "./toasts.tsx";
import { gridTexts as texts } from "../texts/en/grid.ts";

export interface RowSelection<Row> extends TableSelection<Row> {
  /** The selected rows in list order. A row that left the list stays unselected when it returns. */
  readonly chosen: readonly Row[];
  clear: () => void;
}

/** The selected rows of the visible list; undefined while it is loading. */
export function useRowSelection<Row extends { readonly id: string }>(
  shown: readonly Row[] | undefined,
  nameOf: (row: Row) => string,
): RowSelection<Row> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const rows = shown ?? [];
  const chosen = rows.filter(({ id }) => ids.has(id));
  if (shown !== undefined && chosen.length < ids.size) setIds(new Set(chosen.map(({ id }) => id)));
  const choose = (more: readonly Row[], on: boolean) => {
    const touched = new Set(more.map(({ id }) => id));
    const others = chosen.map(({ id }) => id).filter((id) => !touched.has(id));
    const next = on ? [...others, ...touched] : others;
    if (next.length > MOST_AT_ONCE) showToast({ text: texts.mostChosen(MOST_AT_ONCE) });
    setIds(new Set(next.slice(0, MOST_AT_ONCE)));
  };
  const most = Math.min(rows.length, MOST_AT_ONCE);
  return {
    chosen,
    clear: () => setIds(new Set()),
    isChosen: ({ id }) => ids.has(id),
    all: chosen.length === 0 ? "none" : chosen.length >= most ? "all" : "some",
    choose,
    nameOf,
  };
}
