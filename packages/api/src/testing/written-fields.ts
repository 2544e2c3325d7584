/**
 * For tests: where the fields written by a mutation can be read, and which fields no query returns. Every mutation must
 * be here or in `no-fields.ts`; the test fails for a missing one.
 */
import type { ValidInputs } from "./populated-shop.ts";
import { WRITTEN_SETTINGS } from "./written-settings.ts";

export interface WrittenBy {
  /** The query that returns it; for a list, the item whose id is `id`. */
  readonly shownBy: keyof ValidInputs & string;
  readonly asking?: Readonly<Record<string, unknown>>;
  /** The path of the id in the answer, or, without one there, in the input. */
  readonly id?: string;
  /** The part of the input that describes the record: a line of many, or `set`. */
  readonly part?: string;
  /** Replaces generated values. `sample` is the input of this mutation in the test shop. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Fields that keep the value of the sample input. */
  readonly sample?: readonly string[];
  /** It is refused while a drawer is open, so every drawer is closed first. */
  readonly closed?: true;
  /** Fields at another path in the answer. */
  readonly names?: Readonly<Record<string, string>>;
}

const OWN_ID = { id: "id" };
/** An approval is of exactly one input; its tests are in core. */
const NO_APPROVAL = { approvalId: undefined };
/** A deposit is a product of another kind; its tests are in core. */
const NO_DEPOSIT = { depositId: undefined };
const PRODUCT = {
  names: { barcodes: "barcodes.shown" },
  values: {
    unit: "kg",
    sku: "WRITTEN-1",
    barcodes: ["4006381333931"],
    "reorderRules.safetyStockMilli": 3000,
    "reorderRules.reorderPointMilli": 4000,
    "reorderRules.targetMilli": 9000,
    ...NO_DEPOSIT,
  },
};
const PRINTER = {
  values: { address: "10.0.0.7:9101", columns: 42, paperMm: 58 },
  sample: ["tillIds"],
};
const STOCK_DOCUMENT = { shownBy: "movements.getDocument", ...OWN_ID } as const;
const INTO = { productId: "lines.product.id", locationId: "to.id" };
const SALE = { shownBy: "sales.get", ...OWN_ID } as const;
const BUYER = {
  buyerName: "invoice.buyerName",
  buyerAddress: "invoice.buyerAddress",
  buyerTaxNumber: "invoice.buyerTaxNumber",
};
const REFUND = {
  "refunds.tender": "payments.tender",
  "refunds.amountMinor": "payments.amountMinor",
  "refunds.reference": "payments.reference",
  expectedTotalMinor: "totalMinor",
};

export const WRITTEN_BY: Readonly<Record<string, WrittenBy>> = {
  "cardPayments.start": { shownBy: "cardPayments.list", ...OWN_ID },
  "products.create": { shownBy: "products.get", ...OWN_ID, ...PRODUCT },
  "products.createMany": {
    shownBy: "products.get",
    id: "products.id",
    part: "products",
    names: PRODUCT.names,
    values: Object.fromEntries(
      Object.entries(PRODUCT.values).map(([path, value]) => [`products.${path}`, value]),
    ),
  },
  "products.update": { shownBy: "products.get", ...OWN_ID, ...PRODUCT },
  "products.updateMany": {
    shownBy: "products.get",
    id: "products.id",
    part: "set",
    sample: ["products"],
    values: { "set.priceChangePpm": 50_000, "set.priceRounding": "to_99", "set.active": false },
  },
  "categories.create": { shownBy: "categories.get", ...OWN_ID },
  "categories.update": { shownBy: "categories.get", ...OWN_ID },
  "suppliers.create": { shownBy: "suppliers.get", ...OWN_ID },
  "suppliers.update": { shownBy: "suppliers.get", ...OWN_ID },
  "suppliers.updateMany": {
    shownBy: "suppliers.get",
    id: "suppliers.id",
    part: "set",
    sample: ["suppliers"],
  },
  "locations.create": { shownBy: "locations.get", ...OWN_ID },
  "locations.update": { shownBy: "locations.get", ...OWN_ID },
  "customers.create": { shownBy: "customers.get", ...OWN_ID },
  "customers.update": { shownBy: "customers.get", ...OWN_ID },
  "customers.updateMany": {
    shownBy: "customers.get",
    id: "customers.id",
    part: "set",
    sample: ["customers"],
  },
  "movements.opening": {
    ...STOCK_DOCUMENT,
    names: INTO,
    values: { "lines.quantityMilli": 3000 },
    sample: ["lines.productId"],
  },
  "movements.receive": {
    ...STOCK_DOCUMENT,
    names: INTO,
    values: { "lines.quantityMilli": 3000 },
  },
  "movements.adjust": {
    ...STOCK_DOCUMENT,
    names: { ...INTO, quantityMilli: "lines.quantityMilli" },
    values: { quantityMilli: 1000, reason: "correction" },
  },
  "movements.waste": {
    ...STOCK_DOCUMENT,
    names: {
      productId: "lines.product.id",
      locationId: "from.id",
      quantityMilli: "lines.quantityMilli",
    },
    values: { quantityMilli: 1000 },
    sample: ["locationId"],
  },
  "movements.transfer": {
    ...STOCK_DOCUMENT,
    names: { fromLocationId: "from.id", toLocationId: "to.id" },
    values: { "lines.quantityMilli": 1000 },
    sample: ["fromLocationId", "toLocationId"],
  },
  "sales.ringUp": {
    ...SALE,
    names: {
      discountReason: "reason",
      "tenders.tender": "payments.tender",
      "tenders.amountMinor": "payments.tenderedMinor",
      "tenders.reference": "payments.reference",
      expectedTotalMinor: "totalMinor",
    },
    values: {
      // The sample sale is not paid with the card terminal.
      "tenders.cardPayment": undefined,
      // A line has an own price or that of a label; label-prices.test.ts of core sells by labels.
      "lines.labelPriceMinor": undefined,
      // It is not of a parked sale either.
      parkedId: undefined,
      roundingMinor: 0,
      ...NO_APPROVAL,
      // For products with other rules; their tests are in core.
      depositsBack: undefined,
      "lines.name": undefined,
      "lines.quantityMilli": 2000,
      "lines.unitPriceMinor": 900,
      "lines.discount": { kind: "amount", amountMinor: 100 },
      discount: { kind: "amount", amountMinor: 70 },
      "tenders.tender": "card",
      "tenders.amountMinor": 1630,
      expectedTotalMinor: 1630,
    },
    sample: ["locationId"],
  },
  "sales.return": {
    ...SALE,
    names: { ...REFUND, id: "origin.id", "lines.lineNo": "lines.originLineNo" },
    values: {
      ...NO_APPROVAL,
      "lines.quantityMilli": 1000,
      "lines.lineNo": 1,
      "lines.disposition": "waste",
      "refunds.cardPayment": undefined,
      "refunds.amountMinor": 1000,
      "refunds.tender": "cash",
      expectedTotalMinor: 1000,
    },
    sample: ["id"],
  },
  "sales.returnWithoutReceipt": {
    ...SALE,
    names: REFUND,
    values: {
      ...NO_APPROVAL,
      "lines.quantityMilli": 1000,
      "lines.unitPriceMinor": 900,
      "lines.disposition": "waste",
      "refunds.cardPayment": undefined,
      "refunds.amountMinor": 900,
      "refunds.tender": "card",
      expectedTotalMinor: 900,
    },
  },
  "parkedSales.rename": { shownBy: "parkedSales.list", ...OWN_ID, sample: ["id"] },
  "sales.invoice": { ...SALE, names: BUYER, sample: ["id"] },
  "sales.correctTender": {
    ...SALE,
    names: {
      from: "corrections.from.id",
      to: "corrections.to.id",
      amountMinor: "corrections.amountMinor",
      reference: "corrections.reference",
      reason: "corrections.reason",
    },
    sample: ["id", "from", "to"],
    values: { amountMinor: 1000 },
  },
  "sales.void": {
    ...SALE,
    names: { reason: "voidReason" },
    values: NO_APPROVAL,
    sample: ["id"],
  },
  "alerts.snooze": {
    shownBy: "alerts.list",
    asking: { status: "all" },
    ...OWN_ID,
    names: { until: "snoozedUntil" },
    values: { until: "2026-03-05T10:00:00.000Z" },
  },
  "alerts.updateMany": {
    shownBy: "alerts.list",
    asking: { status: "all" },
    id: "ids",
    part: "set",
    values: { "set.status": "snoozed", "set.snoozedUntil": "2026-03-05T10:00:00.000Z" },
    sample: ["ids"],
  },
  "users.create": {
    shownBy: "users.get",
    ...OWN_ID,
    values: { password: "nine silent windmills", roles: ["viewer"] },
  },
  "users.update": {
    shownBy: "users.get",
    ...OWN_ID,
    values: { password: "nine silent windmills", roles: ["viewer"] },
  },
  "settings.update": {
    shownBy: "settings.get",
    closed: true,
    sample: ["receiptLogo"],
    values: {
      timeZone: "Europe/Vienna",
      locale: "de",
      skuPattern: "W-####",
      country: "AT",
      retentionYears: 7,
      roleLimits: [{ role: "cashier", limit: "refund", value: 5000 }],
    },
  },
  "tenders.create": { shownBy: "tenders.list", ...OWN_ID, values: { kind: "voucher" } },
  "tenders.update": { shownBy: "tenders.list", closed: true, ...OWN_ID },
  "printers.create": {
    shownBy: "printers.list",
    ...OWN_ID,
    ...PRINTER,
  },
  "printers.update": { shownBy: "printers.list", ...OWN_ID, ...PRINTER },
  "printers.test": { shownBy: "printJobs.list", ...OWN_ID, names: { id: "printer.id" } },
  "printers.openDrawer": {
    shownBy: "printJobs.list",
    ...OWN_ID,
    names: { printerId: "printer.id" },
    sample: ["printerId"],
  },
  "sales.print": {
    shownBy: "printJobs.list",
    ...OWN_ID,
    names: { id: "sale.id", printerId: "printer.id" },
    sample: ["printerId"],
  },
  "tills.enrol": { shownBy: "tills.list", ...OWN_ID, values: { receiptPrefix: "W" } },
  "tills.update": { shownBy: "tills.list", ...OWN_ID, values: { receiptPrefix: "W" } },
  "missingReceipts.settle": { shownBy: "missingReceipts.list", ...OWN_ID },
  "tills.recordEvents": {
    shownBy: "tills.events",
    id: "events.key",
    part: "events",
    names: { key: "id", saleId: "sale.id" },
    values: { "events.key": "0198c000-0000-7000-8000-000000000001" },
    sample: ["events.saleId"],
  },
  "drawers.create": { shownBy: "drawers.list", ...OWN_ID },
  "drawers.update": { shownBy: "drawers.list", ...OWN_ID, sample: ["tillIds"] },
  "drawers.open": {
    shownBy: "drawers.list",
    ...OWN_ID,
    names: { drawerId: "id", floatMinor: "session.floatMinor" },
    values: { floatMinor: 500, pieces: [{ valueMinor: 100, pieces: 5 }] },
    sample: ["drawerId"],
  },
  "drawers.moveCash": {
    shownBy: "drawers.entries",
    ...OWN_ID,
    values: { kind: "pay_out", amountMinor: 500 },
    sample: ["sessionId"],
  },
  "drawers.deposit": { shownBy: "drawers.entries", ...OWN_ID, values: { amountMinor: 500 } },
  "drawers.close": {
    shownBy: "drawers.closing",
    ...OWN_ID,
    values: { leftMinor: 100, ...NO_APPROVAL },
    sample: ["sessionId", "countId"],
  },
  "backups.updateSettings": { shownBy: "backups.settings" },
  ...WRITTEN_SETTINGS,
  "imports.start": {
    shownBy: "imports.get",
    ...OWN_ID,
    sample: ["file", "columns", "kind", "source", "options"],
  },
  "apiKeys.create": {
    shownBy: "apiKeys.list",
    id: "apiKey.id",
    values: { scopes: ["sales.read"] },
  },
};
