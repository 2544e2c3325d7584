import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import type { Inputs } from "@daybook/api/client";
import { trpc } from "../../lib/trpc.ts";

type Filter = Omit<Inputs["products"]["list"], "cursor" | "limit">;

/**
 * The list page by page, as far as it was asked for. tRPC's own hook for pages sends a field of its own with every call,
 * which the contract refuses.
 */
export function useProductPages(filter: Filter) {
  const { client } = trpc.useUtils();
  return useInfiniteQuery({
    queryKey: getQueryKey(trpc.products.list, filter, "infinite"),
    queryFn: ({ pageParam, signal }) =>
      client.products.list.query(pageParam === null ? filter : { ...filter, cursor: pageParam }, {
        signal,
      }),
    initialPageParam: first,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** The first page has no cursor. */
const first: string | null = null;
