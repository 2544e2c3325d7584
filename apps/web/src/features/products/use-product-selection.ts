import { useState } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { MOST_AT_ONCE } from "@daybook/contract/fields";
import type { GridSelection } from "../../components/grid-selection.ts";
import { showToast } from "../../components/toasts.tsx";
import { gridTexts as texts } from "../../texts/en/grid.ts";
import type { CatalogueList } from "./catalogue-list.ts";

export interface ProductSelection extends GridSelection<CatalogueRow> {
  readonly ids: readonly string[];
  clear: () => void;
}

/** The selected products of the list. They stay selected while the search changes. */
export function useProductSelection(list: CatalogueList, total: number): ProductSelection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const add = (ids: readonly string[]) => {
    if (new Set([...chosen, ...ids]).size > MOST_AT_ONCE)
      showToast({ text: texts.mostChosen(MOST_AT_ONCE) });
    setChosen((before) => new Set([...new Set([...before, ...ids])].slice(0, MOST_AT_ONCE)));
  };
  const clear = () => setChosen(new Set());
  const addRange = async (from: number, to: number) => {
    const rows = await list.between(from, to);
    add(rows.map(({ id }) => id));
  };
  return {
    ids: [...chosen],
    clear,
    isChosen: ({ id }) => chosen.has(id),
    all: chosen.size === 0 ? "none" : chosen.size >= Math.min(total, MOST_AT_ONCE) ? "all" : "some",
    choose: ({ id }, on) => {
      if (on) add([id]);
      else setChosen((before) => new Set([...before].filter((one) => one !== id)));
    },
    chooseRange: (from, to) => void addRange(from, to),
    chooseAll: (on) => {
      if (on) void addRange(0, Math.min(total, MOST_AT_ONCE + 1) - 1);
      else clear();
    },
  };
}
