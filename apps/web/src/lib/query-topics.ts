import type { AnyTRPCQueryProcedure } from "@trpc/server";
import type { AppRouter } from "@daybook/api/client";
import { TOPICS } from "@daybook/contract/topics";
import type { Topic } from "@daybook/contract/topics";

type Routers = AppRouter["_def"]["record"];
type QueriesOf<Name extends keyof Routers & string> = {
  [
    Procedure in keyof Routers[Name] & string
  ]: Routers[Name][Procedure] extends AnyTRPCQueryProcedure ? `${Name}.${Procedure}` : never;
}[keyof Routers[Name] & string];

/** `"products.list"`: the name of something the server can be asked. */
type QueryName = { [Name in keyof Routers & string]: QueriesOf<Name> }[keyof Routers & string];

/** What can change the answer of each question. A new question that is missing here does not compile. */
const QUERY_TOPICS = {
  "products.list": ["products", "stock", "categories", "settings"],
  "products.get": ["products", "stock", "categories", "suppliers", "locations", "settings"],
  "products.byBarcode": ["products", "stock", "categories", "suppliers", "locations", "settings"],
  "products.prices": ["products"],
  // The catalogue follows the changes by itself.
  "catalogue.page": [],
  "catalogue.changes": [],
  "categories.list": ["categories"],
  "categories.get": ["categories"],
  "suppliers.list": ["suppliers"],
  "suppliers.get": ["suppliers"],
  "locations.list": ["locations"],
  "locations.get": ["locations"],
  "customers.list": ["customers"],
  "customers.get": ["customers", "sales"],
  "movements.list": ["stock", "sales", "products", "locations", "users"],
  "movements.getDocument": ["stock", "products", "suppliers", "locations"],
  "movements.explain": ["stock"],
  "sales.list": ["sales", "customers", "locations", "users"],
  "sales.totals": ["sales"],
  "sales.get": ["sales", "customers", "locations", "users"],
  "sales.quoteReturn": ["sales"],
  // What is left stands in each row.
  "alerts.list": ["alerts", "stock", "products", "suppliers", "locations"],
  "alerts.counts": ["alerts"],
  "reports.dashboard": ["sales", "stock", "products", "customers", "alerts", "settings"],
  "reports.salesByDay": ["sales"],
  "reports.salesByProduct": ["sales", "products"],
  "reports.stockSummary": ["stock", "products", "locations"],
  "reports.lowStock": ["stock", "products", "suppliers", "locations", "alerts"],
  "reports.valuation": ["stock", "products"],
  // Every change is on record.
  "reports.audit": TOPICS,
  "users.list": ["users"],
  "users.get": ["users"],
  "settings.get": ["settings", "products"],
  "settings.taxClasses": ["settings"],
  "apiKeys.list": ["apiKeys", "users"],
  "auth.me": ["users"],
  "auth.sessions": ["users"],
  "setup.status": ["settings"],
  // The stream of changes itself: asking again would say nothing new.
  "live.since": [],
} satisfies Record<QueryName, readonly Topic[]>;

const queriesByTopic = new Map<Topic, string[]>();
for (const [name, topics] of Object.entries(QUERY_TOPICS))
  for (const topic of topics)
    queriesByTopic.set(topic, [...(queriesByTopic.get(topic) ?? []), name]);

/** The questions whose answers may be out of date after changes of these topics, each once. */
export function queriesChangedBy(topics: Iterable<Topic>): ReadonlySet<string> {
  return new Set([...topics].flatMap((topic) => queriesByTopic.get(topic) ?? []));
}

/** The question's name in a tRPC query key (`[["products","list"], …]`); null for keys that are not tRPC's. */
export function queryNameOf(queryKey: readonly unknown[]): string | null {
  const [path] = queryKey;
  return Array.isArray(path) ? path.join(".") : null;
}
