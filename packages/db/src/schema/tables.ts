/** All tables, defined once; PostgreSQL's tables are derived from these. */
import { alert, reorderRule } from "./alerts.ts";
import { approval } from "./approvals.ts";
import { recordArchive } from "./archives.ts";
import { backupRun, backupSettings, restoreDrill } from "./backups.ts";
import {
  barcode,
  bundleComponent,
  category,
  lot,
  product,
  productFamily,
  productUnit,
  uom,
} from "./products.ts";
import { cardPayment } from "./card-payments.ts";
import { customer, customerGroup } from "./customers.ts";
import { fiscalSignature } from "./fiscal.ts";
import { productDaily, salesDaily, taxDaily, tenderDaily } from "./sales-figures.ts";
import {
  cashCount,
  cashCountLine,
  cashEntry,
  closing,
  closingTill,
  drawerSession,
  tillDrawer,
} from "./drawers.ts";
import { importBatch, importMapping, importRow } from "./imports.ts";
import { saleInvoice } from "./invoices.ts";
import { labelPattern } from "./label-patterns.ts";
import { location } from "./locations.ts";
import { missingReceipt } from "./missing-receipts.ts";
import {
  apiKey,
  appUser,
  knownBrowser,
  passwordReset,
  roleLimit,
  session,
  signInThrottle,
  userRole,
} from "./users.ts";
import { auditEntry, idempotencyKey, jobRun, outboxEvent } from "./writes.ts";
import { parkedSale } from "./parked-sales.ts";
import { pastSale, pastSaleLine } from "./past-sales.ts";
import { productFile, productPicture, storedFile, supplierFile } from "./pictures.ts";
import { price, priceList } from "./prices.ts";
import { printer, printJob, tillPrinter } from "./printing.ts";
import { payment, sale, saleLine, saleLineTax, tenderCorrection } from "./sales.ts";
import { cashDrawer, device, shop, shopIdentity } from "./shop.ts";
import {
  checkpoint,
  ledgerSeal,
  movement,
  revaluation,
  stockDocument,
  stockLevel,
  stockValue,
} from "./stock.ts";
import { productSupplier, supplier } from "./suppliers.ts";
import { taxClass, taxClassRate, taxRate } from "./taxes.ts";
import { tender } from "./tenders.ts";
import { tile, tileArrangement, tilePage } from "./tiles.ts";
import { tillEvent } from "./till-events.ts";

export const tables = {
  alert,
  apiKey,
  approval,
  knownBrowser,
  appUser,
  auditEntry,
  backupRun,
  backupSettings,
  barcode,
  bundleComponent,
  cashCount,
  cashCountLine,
  cashDrawer,
  cashEntry,
  cardPayment,
  category,
  checkpoint,
  closing,
  closingTill,
  customer,
  customerGroup,
  device,
  drawerSession,
  fiscalSignature,
  idempotencyKey,
  importBatch,
  importMapping,
  importRow,
  jobRun,
  labelPattern,
  ledgerSeal,
  location,
  lot,
  movement,
  missingReceipt,
  outboxEvent,
  parkedSale,
  passwordReset,
  pastSale,
  pastSaleLine,
  payment,
  price,
  priceList,
  printer,
  printJob,
  product,
  productDaily,
  productFamily,
  productFile,
  productPicture,
  productSupplier,
  productUnit,
  recordArchive,
  reorderRule,
  restoreDrill,
  revaluation,
  roleLimit,
  sale,
  saleInvoice,
  saleLine,
  saleLineTax,
  salesDaily,
  session,
  shop,
  shopIdentity,
  signInThrottle,
  stockDocument,
  stockLevel,
  stockValue,
  storedFile,
  supplier,
  supplierFile,
  taxClass,
  taxDaily,
  taxClassRate,
  taxRate,
  tender,
  tenderCorrection,
  tenderDaily,
  tillDrawer,
  tile,
  tileArrangement,
  tilePage,
  tillEvent,
  tillPrinter,
  uom,
  userRole,
};

export type Tables = typeof tables;
