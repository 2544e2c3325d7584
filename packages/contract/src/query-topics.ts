/** Which topics invalidate which queries. */
import { TOPICS } from "./topics.ts";
import type { Topic } from "./topics.ts";

/**
 * The topics that can change the result of each query of the API, by the name of its procedure. A browser refetches
 * the queries on screen; a test of the API performs every mutation and compares every result with this table.
 */
export const QUERY_TOPICS = {
  // A location or a category includes everything inside it: changes to the tree change the results filtered by it.
  "products.list": ["products", "stock", "categories", "locations", "settings"],
  "products.get": ["products", "stock", "categories", "suppliers", "locations", "settings"],
  "products.byBarcode": ["products", "stock", "categories", "suppliers", "locations", "settings"],
  "products.prices": ["products", "users"],
  "pictures.list": ["products", "users"],
  "productFiles.list": ["products", "users"],
  "supplierFiles.list": ["suppliers", "users"],
  // The catalogue applies the changes itself.
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
  "sales.get": ["sales", "customers", "locations", "users", "tillEvents"],
  "sales.quoteReturn": ["sales"],
  "parkedSales.list": ["parked", "tills", "users", "locations"],
  "pastSales.list": ["pastSales", "products", "customers", "locations"],
  "pastSales.get": ["pastSales", "customers", "locations"],
  "printers.list": ["printers", "tills"],
  "printJobs.list": ["printJobs", "printers", "tills", "users"],
  "cardPayments.list": ["cardPayments"],
  // Each row contains the remaining stock.
  "alerts.list": ["alerts", "stock", "products", "suppliers", "locations"],
  "alerts.counts": ["alerts"],
  "reports.dashboard": [
    "sales",
    "pastSales",
    "stock",
    "products",
    "customers",
    "alerts",
    "locations",
    "settings",
  ],
  "reports.salesByDay": ["sales", "pastSales", "locations"],
  "reports.salesByTax": ["sales", "locations", "settings"],
  "reports.grandTotals": ["sales", "tills"],
  "reports.salesByProduct": ["sales", "pastSales", "products", "locations"],
  "reports.stockSummary": ["stock", "products", "categories", "locations"],
  "reports.lowStock": ["stock", "products", "suppliers", "locations", "alerts"],
  "reports.valuation": ["stock", "products"],
  // The audit log records every change.
  "reports.audit": TOPICS,
  "backups.list": ["backups"],
  "archives.get": ["settings"],
  "archives.preview": ["settings"],
  // What it returns is checked when it is downloaded.
  "backups.get": ["backups"],
  "backups.settings": ["backups"],
  "approvals.get": ["approvals"],
  "approvals.people": ["users"],
  "users.list": ["users"],
  "users.get": ["users"],
  "settings.get": ["settings", "products", "labelPatterns"],
  "settings.taxClasses": ["settings"],
  "labelPatterns.list": ["labelPatterns"],
  "apiKeys.list": ["apiKeys", "users"],
  "imports.list": ["imports", "users"],
  "imports.get": ["imports", "users"],
  "imports.rows": ["imports"],
  "imports.row": ["imports"],
  "imports.look": ["imports", "locations", "settings"],
  "auth.me": ["users", "tills"],
  "auth.sessions": ["users"],
  "setup.status": ["settings"],
  // It changes with an update of Daybook, which loads every page again.
  "system.about": [],
  "system.network": ["settings"],
  "tenders.list": ["tenders"],
  // Each till shows its last receipt.
  "tills.list": ["tills", "sales"],
  // Other prices and discounts are events of a sale.
  "tills.events": ["tillEvents", "tills", "sales", "users"],
  "tills.eventCounts": ["tillEvents", "sales"],
  "missingReceipts.list": ["missingReceipts", "tills", "sales"],
  "drawers.list": ["drawers", "tills"],
  "drawers.report": ["drawers", "sales", "categories"],
  "drawers.lastCount": ["drawers", "sales", "tenders"],
  "drawers.cashOfDay": ["sales", "drawers", "settings"],
  "drawers.entries": ["drawers"],
  "drawers.safe": ["drawers"],
  "drawers.safeEntries": ["drawers"],
  "drawers.closings": ["drawers"],
  "drawers.closing": ["drawers"],
  // Called once for each download.
  "exports.shop": [],
  // The stream of changes itself: refetching it returns nothing new.
  "live.since": [],
} satisfies Readonly<Record<string, readonly Topic[]>>;
