/** Which changes make which answers old. */
import { TOPICS } from "./topics.ts";
import type { Topic } from "./topics.ts";

/**
 * What can change the answer of each question of the API, by the question's name. A browser asks again for what stands on
 * screen; a test of the API performs every change and compares every answer with what is said here.
 */
export const QUERY_TOPICS = {
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
} satisfies Readonly<Record<string, readonly Topic[]>>;
