/** Which changes make which answers old. */
import { TOPICS } from "./topics.ts";
import type { Topic } from "./topics.ts";

/**
 * What can change the answer of each question of the API, by the question's name. A browser asks again for what stands on
 * screen; a test of the API performs every change and compares every answer with what is said here.
 */
export const QUERY_TOPICS = {
  // A place or a category holds what is inside it: where the tree changes, so does what is filtered by it.
  "products.list": ["products", "stock", "categories", "locations", "settings"],
  "products.get": ["products", "stock", "categories", "suppliers", "locations", "settings"],
  "products.byBarcode": ["products", "stock", "categories", "suppliers", "locations", "settings"],
  "products.prices": ["products", "users"],
  // The catalogue follows the changes by itself.
  "catalogue.page": [],
  "catalogue.changes": [],
  "categories.list": ["categories", "products"],
  "categories.get": ["categories", "products"],
  "suppliers.list": ["suppliers"],
  "suppliers.get": ["suppliers"],
  "locations.list": ["locations"],
  "locations.get": ["locations"],
  "customers.list": ["customers"],
  "customers.get": ["customers", "sales"],
  "movements.list": ["stock", "sales", "products", "locations", "users"],
  "movements.getDocument": ["stock", "products", "suppliers", "locations", "users"],
  "movements.explain": ["stock", "locations"],
  "sales.list": ["sales", "customers", "locations", "users"],
  "sales.totals": ["sales", "locations"],
  "sales.get": ["sales", "customers", "locations", "users"],
  "sales.quoteReturn": ["sales"],
  // What is left stands in each row.
  "alerts.list": ["alerts", "stock", "products", "suppliers", "locations"],
  "alerts.counts": ["alerts"],
  "reports.dashboard": [
    "sales",
    "stock",
    "products",
    "customers",
    "alerts",
    "locations",
    "settings",
  ],
  "reports.salesByDay": ["sales", "locations"],
  "reports.salesByProduct": ["sales", "products", "locations"],
  "reports.stockSummary": ["stock", "products", "categories", "locations"],
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
