/** What the triggers hold. Both engines build theirs from these facts, so neither can forget a table. */
import type { Tables } from "./tables.ts";

/** Tables whose rows are never changed and never deleted. */
export const APPEND_ONLY = [
  "auditEntry",
  "ledgerSeal",
  "movement",
  "outboxEvent",
  "payment",
  "price",
  "revaluation",
  "saleLine",
  "saleLineTax",
  "stockDocument",
] as const satisfies readonly (keyof Tables)[];

/**
 * Tables whose rows are never deleted, and of which only the named columns may change.
 * A sale may turn from completed to voided, once.
 */
export const ONLY_THESE_CHANGE = {
  sale: ["status", "voidedAt", "voidedBy", "voidReason"],
} as const satisfies Partial<Record<keyof Tables, readonly string[]>>;

/**
 * Checks on a new movement that a CHECK cannot hold because they look at the product:
 * - `quantity_step`: the quantity is a multiple of the product's step;
 * - `lot_required`: a tracked product names its lot.
 * And on a sale: `sale_already_voided` refuses a second change of a voided sale.
 */
export const GUARDS = ["quantity_step", "lot_required", "sale_already_voided"] as const;
