import { useHeldRows } from "./use-held-rows.ts";
import { useListPages } from "./use-list-pages.ts";
import type { FilterOf, ListName, RowOf } from "./use-list-pages.ts";

type HeldList = {
  [Name in ListName]: RowOf<Name> extends { readonly id: string } ? Name : never;
}[ListName];

/** A paged list whose rows do not move: new ones are shown on request. */
export function useHeldPages<const Name extends HeldList>(name: Name, filter: FilterOf<Name>) {
  const list = useListPages(name, filter);
  const held = useHeldRows({
    fresh: list.rows,
    view: JSON.stringify([filter, list.data?.pages.length]),
    settled: !list.isFetching && !list.isPlaceholderData,
    // safe because `HeldList` contains only lists whose rows have an id
    idOf: (row) => (row as { readonly id: string }).id,
  });
  return { list, held };
}
