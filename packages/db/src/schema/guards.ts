/** The rules of the triggers. Both engines generate their triggers from these, so neither can omit a table. */
import type { Tables } from "./tables.ts";

/** Tables whose rows are never changed or deleted. */
export const APPEND_ONLY = [
  "auditEntry",
  "cashCount",
  "cashCountLine",
  "cashEntry",
  "closing",
  "closingTill",
  "drawerSession",
  "fiscalSignature",
  "ledgerSeal",
  "movement",
  "outboxEvent",
  "payment",
  "price",
  "revaluation",
  "saleInvoice",
  "saleLine",
  "saleLineTax",
  "shopIdentity",
  "stockDocument",
  "tenderCorrection",
  "tillDrawer",
  "tillEvent",
] as const satisfies readonly (keyof Tables)[];

/**
 * Tables whose rows are never deleted, and of which only the named columns may change.
 * An update that writes what is there already holds the row of a sale until the end of the transaction. An approval is
 * decided and used.
 */
export const ONLY_THESE_CHANGE = {
  approval: ["decision", "decidedBy", "decidedByName", "decidedAt", "method", "usedAt", "saleId"],
  missingReceipt: [
    "saleKey",
    "sellerName",
    "totalMinor",
    "occurredAt",
    "settledAt",
    "settledBy",
    "reason",
  ],
  parkedSale: [
    "name",
    "cart",
    "lines",
    "totalMinor",
    "updatedAt",
    "openedBy",
    "openedDeviceId",
    "openedAt",
    "lastSeenAt",
    "version",
    "closedAt",
    "closedBy",
    "outcome",
    "saleId",
    "reason",
  ],
  sale: [],
} as const satisfies Partial<Record<keyof Tables, readonly string[]>>;

/**
 * Checks on a new movement that a CHECK cannot express because they read the product:
 * - `quantity_step`: the quantity is a multiple of the product's step;
 * - `lot_required`: a tracked product has a lot.
 */
export const GUARDS = ["quantity_step", "lot_required"] as const;
