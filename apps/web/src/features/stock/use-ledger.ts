import { getQueryKey } from "@trpc/react-query";
import { trpc } from "../../lib/trpc.ts";
import { useHeldPages } from "../../lib/use-held-pages.ts";
import type { ledgerFilter } from "./ledger-filter.ts";

/** The ledger page by page. New movements wait until they are asked for, so that no line moves under the eye. */
export function useLedger(filter: ReturnType<typeof ledgerFilter>) {
  const { client } = trpc.useUtils();
  return useHeldPages({
    queryKey: getQueryKey(trpc.movements.list, filter, "infinite"),
    filter,
    fetch: (input, signal) => client.movements.list.query(input, { signal }),
  });
}
