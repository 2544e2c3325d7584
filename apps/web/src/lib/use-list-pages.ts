import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { getUntypedClient } from "@trpc/client";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@daybook/api/client";
import { trpc } from "./trpc.ts";

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;

interface PageOfRows<Row = unknown> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
}

type ListsIn<Router extends keyof Outputs & string> = {
  [Procedure in keyof Outputs[Router] & string]: Outputs[Router][Procedure] extends PageOfRows
    ? `${Router}.${Procedure}`
    : never;
}[keyof Outputs[Router] & string];

/** The name of a paged list, such as `"sales.list"`. */
export type ListName = { [Router in keyof Outputs & string]: ListsIn<Router> }[keyof Outputs &
  string];

type At<Record, Name extends string> = Name extends `${infer Router}.${infer Procedure}`
  ? Router extends keyof Record
    ? Procedure extends keyof Record[Router]
      ? Record[Router][Procedure]
      : never
    : never
  : never;

/** The filter of a list. */
export type FilterOf<Name extends ListName> = Omit<At<Inputs, Name>, "cursor">;
export type RowOf<Name extends ListName> =
  At<Outputs, Name> extends { readonly items: readonly (infer Row)[] } ? Row : never;
type PageOf<Name extends ListName> = At<Outputs, Name> & PageOfRows<RowOf<Name>>;

/**
 * A paged list; `rows` contains all loaded rows. tRPC's own infinite query adds a field to every call, which the
 * contracts refuse. The key is tRPC's, so live changes can find it.
 */
export function useListPages<const Name extends ListName>(
  name: Name,
  filter: FilterOf<Name>,
  { enabled = true }: { readonly enabled?: boolean } = {},
) {
  const client = getUntypedClient(trpc.useUtils().client);
  const query = useInfiniteQuery({
    queryKey: [name.split("."), { input: filter, type: "infinite" }],
    enabled,
    queryFn: ({ pageParam, signal }) => {
      const input = pageParam === null ? filter : { ...filter, cursor: pageParam };
      // safe because the server's own contract made the answer of this name
      return client.query(name, input, { signal }) as Promise<PageOf<Name>>;
    },
    initialPageParam: first,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const rows: readonly RowOf<Name>[] | undefined = query.data?.pages.flatMap((page) => page.items);
  return { ...query, rows };
}

/** The first page has no cursor. */
const first: string | null = null;
