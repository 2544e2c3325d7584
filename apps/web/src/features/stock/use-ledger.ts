import { getQueryKey } from "@trpc/react-query";
import { trpc } from "../../lib/trpc.ts";
import { useHeldPages } from "../../lib/use-held-pages.ts";
import type { ledgerFilter } from "./ledger-filter.ts";

/** The ledger page by page. New movements are shown on request, so rows do not move. */
export function useLedger(filter: ReturnType<typeof ledgerFilter>) {
  const { client } = trpc.useUtils();
  return useHeldPages({
    queryKey: getQueryKey(trpc.movements.list, filter, "infinite"),
    filter,
    fetch: (input, signal) => client.movements.list.query(input, { signal }),
  });
}
