import { useHeldRows } from "./use-held-rows.ts";
import { useListPages } from "./use-list-pages.ts";
import type { ListPagesOptions } from "./use-list-pages.ts";

/** A paged list whose rows do not move: new ones are shown on request. */
export function useHeldPages<Filter extends object, Row extends { readonly id: string }>(
  options: ListPagesOptions<Filter, Row>,
) {
  const list = useListPages(options);
  const held = useHeldRows({
    fresh: list.rows,
    view: JSON.stringify([options.filter, list.data?.pages.length]),
    settled: !list.isFetching && !list.isPlaceholderData,
    idOf: ({ id }) => id,
  });
  return { list, held };
}
