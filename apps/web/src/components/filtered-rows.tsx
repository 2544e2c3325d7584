import type { ComponentProps, ReactNode } from "react";
import { NoMatches } from "./no-matches.tsx";
import { PagedRows } from "./paged-rows.tsx";

interface FilteredRowsProps<Row> extends Omit<ComponentProps<typeof PagedRows<Row>>, "empty"> {
  /** What the list is narrowed to; undefined values narrow nothing. */
  readonly filter: Readonly<Record<string, unknown>>;
  /** Shown if filters match no row. */
  readonly noMatches: ComponentProps<typeof NoMatches>;
  /** Shown if the list has no row at all. */
  readonly empty: ReactNode;
}

/** A paged list with filters: an empty one says whether the filters are the reason. */
export function FilteredRows<Row>(props: FilteredRowsProps<Row>) {
  const { filter, noMatches, empty, ...rows } = props;
  const narrowed = Object.values(filter).some((value) => value !== undefined);
  return <PagedRows {...rows} empty={narrowed ? <NoMatches {...noMatches} /> : empty} />;
}
