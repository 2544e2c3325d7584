import { getQueryKey } from "@trpc/react-query";
import { trpc } from "../../lib/trpc.ts";
import { useHeldRows } from "../../lib/use-held-rows.ts";
import { useListPages } from "../../lib/use-list-pages.ts";
import type { ledgerFilter } from "./ledger-filter.ts";

/** The ledger page by page. New movements wait until they are asked for, so that no line moves under the eye. */
export function useLedger(filter: ReturnType<typeof ledgerFilter>) {
  const { client } = trpc.useUtils();
  const list = useListPages({
    queryKey: getQueryKey(trpc.movements.list, filter, "infinite"),
    filter,
    fetch: (input, signal) => client.movements.list.query(input, { signal }),
  });
  const held = useHeldRows({
    fresh: list.rows,
    view: JSON.stringify([filter, list.data?.pages.length]),
    settled: !list.isFetching && !list.isPlaceholderData,
    idOf: (row) => row.id,
  });
  return { list, held };
}
