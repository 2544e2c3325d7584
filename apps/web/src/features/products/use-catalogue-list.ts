import { useDeferredValue, useEffect, useState, useSyncExternalStore } from "react";
import { useCatalogue } from "../catalogue/catalogue.ts";
import { ownChanges } from "../../lib/own-changes.ts";
import { CatalogueList } from "./catalogue-list.ts";
import type { ListQuery, ListState } from "./catalogue-list.ts";
import { rememberList } from "./last-list.ts";

/** The catalogue's answer to a question, by window and live. */
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
    const asked: ListQuery = JSON.parse(wanted);
    rememberList(list);
    void list.ask(asked);
  }, [list, wanted]);
  // Drawn in slices, so that the next key does not wait until a whole screen of rows is there.
  return [list, useDeferredValue(useSyncExternalStore(list.subscribe, list.state))];
}
