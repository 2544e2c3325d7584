import type { AnyTRPCQueryProcedure } from "@trpc/server";
import type { AppRouter } from "@daybook/api/client";
import { QUERY_TOPICS } from "@daybook/contract/query-topics";
import type { Topic } from "@daybook/contract/topics";

type Routers = AppRouter["_def"]["record"];
type QueriesOf<Name extends keyof Routers & string> = {
  [
    Procedure in keyof Routers[Name] & string
  ]: Routers[Name][Procedure] extends AnyTRPCQueryProcedure ? `${Name}.${Procedure}` : never;
}[keyof Routers[Name] & string];

/** `"products.list"`: the name of a query of the server. */
type QueryName = { [Name in keyof Routers & string]: QueriesOf<Name> }[keyof Routers & string];

/** A query that is missing in the contract does not compile. */
const TOPICS_OF: Readonly<Record<QueryName, readonly Topic[]>> = QUERY_TOPICS;

const queriesByTopic = new Map<Topic, string[]>();
for (const [name, topics] of Object.entries(TOPICS_OF))
  for (const topic of topics)
    queriesByTopic.set(topic, [...(queriesByTopic.get(topic) ?? []), name]);

/** The queries whose results may be outdated after changes of these topics, without duplicates. */
export function queriesChangedBy(topics: Iterable<Topic>): ReadonlySet<string> {
  return new Set([...topics].flatMap((topic) => queriesByTopic.get(topic) ?? []));
}

/** The query's name in a tRPC query key (`[["products","list"], …]`); null for other keys. */
export function queryNameOf(queryKey: readonly unknown[]): string | null {
  const [path] = queryKey;
  return Array.isArray(path) ? path.join(".") : null;
}
