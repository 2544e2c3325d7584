import { useEffect } from "react";
import { PAGE_LIMIT } from "@daybook/contract/paging";
import { useDebounced } from "../../lib/use-debounced.ts";
import { useListPages } from "../../lib/use-list-pages.ts";
import { matchCustomers } from "./match-customers.ts";

/** Up to this number, searching in the browser is faster than a request. */
const MOST_LOADED = 1000;
const TYPING_PAUSE_MS = 120;

type Show = "active" | "inactive" | "all";

/**
 * The customers that match a query. A shop with up to a thousand loads them once and searches here on every keystroke;
 * for a larger one the server searches.
 */
export function useCustomers(query: string, show: Show) {
  const all = useCustomerPages("", show, true);
  const { rows, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = all;
  const loadsOn =
    hasNextPage &&
    !isFetchingNextPage &&
    !isFetchNextPageError &&
    (rows?.length ?? 0) < MOST_LOADED;
  useEffect(() => {
    if (loadsOn) void fetchNextPage();
  }, [loadsOn, fetchNextPage]);

  const settled = useDebounced(query, TYPING_PAUSE_MS);
  const asksServer =
    query !== "" && rows !== undefined && hasNextPage && rows.length >= MOST_LOADED;
  const found = useCustomerPages(settled, show, asksServer && settled !== "");
  if (asksServer) return { ...found, loadsOn: false };
  return {
    ...all,
    rows: rows === undefined ? undefined : matchCustomers(rows, query),
    // The loaded list is searched completely; only the unfiltered list has more pages.
    hasNextPage: hasNextPage && query === "",
    loadsOn: hasNextPage && (rows?.length ?? 0) < MOST_LOADED,
  };
}

function useCustomerPages(search: string, active: Show, enabled: boolean) {
  return useListPages("customers.list", { search, active, limit: PAGE_LIMIT }, { enabled });
}
