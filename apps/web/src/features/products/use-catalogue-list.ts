import { useDeferredValue, useEffect, useState, useSyncExternalStore } from "react";
import { useCatalogue } from "../catalogue/catalogue.ts";
import { ownChanges } from "../../lib/own-changes.ts";
import { CatalogueList } from "./catalogue-list.ts";
import type { ListQuery, ListState } from "./catalogue-list.ts";
import { rememberList } from "./last-list.ts";

/** The live results of a catalogue search, loaded by window. */
export function useCatalogueList(query: ListQuery): [CatalogueList, ListState] {
  const catalogue = useCatalogue();
  const [list] = useState(() => new CatalogueList(catalogue, ownChanges.mayBeOwn));
  useEffect(() => catalogue.subscribe(() => void list.follow()), [catalogue, list]);
  useEffect(
    () =>
      ownChanges.subscribe(() => {
        if (list.state().waiting > 0) void list.release();
      }),
    [list],
  );
  const wanted = JSON.stringify(query);
  useEffect(() => {
    const latest: ListQuery = JSON.parse(wanted);
    rememberList(list);
    void list.ask(latest);
  }, [list, wanted]);
  // Rendered with low priority, so the next key does not wait for a whole screen of rows.
  return [list, useDeferredValue(useSyncExternalStore(list.subscribe, list.state))];
}
