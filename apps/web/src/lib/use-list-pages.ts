import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { QueryKey } from "@tanstack/react-query";

export interface ListPagesOptions<Filter, Row> {
  /** tRPC's key of the list with this filter, so live changes can find it. */
  readonly queryKey: QueryKey;
  readonly filter: Filter;
  /** Fetches one page. */
  readonly fetch: (
    input: Filter & { cursor?: string },
    signal: AbortSignal,
  ) => Promise<{ readonly items: readonly Row[]; readonly nextCursor: string | null }>;
  readonly enabled?: boolean;
}

/**
 * A paged list; `rows` contains all loaded rows. tRPC's own infinite query adds a field to every call, which the
 * contracts refuse.
 */
export function useListPages<Filter extends object, Row>(options: ListPagesOptions<Filter, Row>) {
  const { queryKey, filter, fetch, enabled = true } = options;
  const query = useInfiniteQuery({
    queryKey,
    enabled,
    queryFn: ({ pageParam, signal }) =>
      fetch(pageParam === null ? filter : { ...filter, cursor: pageParam }, signal),
    initialPageParam: first,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const rows: readonly Row[] | undefined = query.data?.pages.flatMap((page) => page.items);
  return { ...query, rows };
}

/** The first page has no cursor. */
const first: string | null = null;
