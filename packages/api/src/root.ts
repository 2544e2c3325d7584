import { alerts } from "./routers/alerts.ts";
import { apiKeys } from "./routers/api-keys.ts";
import { approvals } from "./routers/approvals.ts";
import { archives } from "./routers/archives.ts";
import { backups } from "./routers/backups.ts";
import { auth } from "./routers/auth.ts";
import { cardPayments } from "./routers/card-payments.ts";
import { catalogue } from "./routers/catalogue.ts";
import { categories } from "./routers/categories.ts";
import { customers } from "./routers/customers.ts";
import { display } from "./routers/display.ts";
import { shopExports } from "./routers/exports.ts";
import { imports } from "./routers/imports.ts";
import { labelPatterns } from "./routers/label-patterns.ts";
import { live } from "./routers/live.ts";
import { locations } from "./routers/locations.ts";
import { parkedSales } from "./routers/parked-sales.ts";
import { pastSales } from "./routers/past-sales.ts";
import { pictures, productFiles, supplierFiles } from "./routers/pictures.ts";
import { printers, printJobs } from "./routers/printers.ts";
import { products } from "./routers/products.ts";
import { reports } from "./routers/reports.ts";
import { sales } from "./routers/sales.ts";
import { sample } from "./routers/sample.ts";
import { settings } from "./routers/settings.ts";
import { setup } from "./routers/setup.ts";
import { stock } from "./routers/stock.ts";
import { suppliers } from "./routers/suppliers.ts";
import { system } from "./routers/system.ts";
import { tenders } from "./routers/tenders.ts";
import { drawers } from "./routers/drawers.ts";
import { missingReceipts } from "./routers/missing-receipts.ts";
import { tiles } from "./routers/tiles.ts";
import { tills } from "./routers/tills.ts";
import { users } from "./routers/users.ts";
import { router } from "./trpc.ts";

/** All procedures of Daybook. */
export const appRouter = router({
  products,
  pictures,
  productFiles,
  catalogue,
  categories,
  suppliers,
  supplierFiles,
  locations,
  customers,
  movements: stock,
  sales,
  parkedSales,
  pastSales,
  printers,
  printJobs,
  approvals,
  backups,
  archives,
  cardPayments,
  alerts,
  reports,
  users,
  settings,
  labelPatterns,
  tenders,
  tiles,
  tills,
  missingReceipts,
  drawers,
  display,
  exports: shopExports,
  apiKeys,
  imports,
  auth,
  sample,
  setup,
  system,
  live,
});

export type AppRouter = typeof appRouter;
