import { getQueryKey } from "@trpc/react-query";
import { MovementKind } from "@daybook/contract/movements";
import { trpc } from "../../lib/trpc.ts";
import { useHeldRows } from "../../lib/use-held-rows.ts";
import { useListPages } from "../../lib/use-list-pages.ts";
import type { LedgerSearch } from "./movement-searches.ts";

/** What the server is asked for; an unknown kind in the address asks for all of them. */
export function ledgerFilter({ product, location, kind, from, to }: LedgerSearch) {
  const known = MovementKind.safeParse(kind);
  return {
    ...(product === undefined ? {} : { productId: product }),
    ...(location === undefined ? {} : { locationId: location }),
    ...(known.success ? { kind: known.data } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

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
