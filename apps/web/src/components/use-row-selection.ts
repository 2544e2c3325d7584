import { useState } from "react";
import { MOST_AT_ONCE } from "@daybook/contract/fields";
import type { TableSelection } from "./data-table.tsx";
import { showToast } from "./toasts.tsx";
import { gridTexts as texts } from "../texts/en/grid.ts";

export interface RowSelection<Row> extends TableSelection<Row> {
  /** The chosen rows as they are now, in the order of the list. One that left the list stays unchosen when it returns. */
  readonly chosen: readonly Row[];
  clear: () => void;
}

/** The rows that are chosen of those a list shows; undefined while there is no answer yet. */
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
