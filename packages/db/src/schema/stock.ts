import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import type { MovementId, StockDocumentId } from "@daybook/contract/ids";
import { MOVEMENT_KINDS, STOCK_DOCUMENT_KINDS } from "@daybook/contract/stock";
import { id, instant, money, publicId, quantity, wholeNumbers } from "../columns.ts";
import { lot, product } from "./products.ts";
import { location } from "./locations.ts";
import { appUser } from "./users.ts";
import { device } from "./shop.ts";
import { supplier } from "./suppliers.ts";

/** A manual stock document: an opening, a delivery, an adjustment, a write-off, a transfer. Append-only. */
export const stockDocument = sqliteTable("stock_document", {
  id: id(),
  publicId: publicId<StockDocumentId>(),
  key: text("key").notNull().unique(),
  kind: text("kind", { enum: STOCK_DOCUMENT_KINDS }).notNull(),
  supplierId: integer("supplier_id").references(() => supplier.id),
  reference: text("reference").notNull(),
  note: text("note").notNull(),
  userId: integer("user_id")
    .notNull()
    .references(() => appUser.id),
  deviceId: integer("device_id").references(() => device.id),
  occurredAt: instant("occurred_at").notNull(),
  recordedAt: instant("recorded_at").notNull(),
  businessDate: text("business_date").notNull(),
});

/**
 * The ledger. Append-only, with two nullable ends: NULL is outside the shop, `kind` gives the reason. `costMinor` is
 * the total cost of the goods, never a unit cost.
 */
export const movement = sqliteTable(
  "movement",
  {
    id: id(),
    publicId: publicId<MovementId>(),
    occurredAt: instant("occurred_at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    businessDate: text("business_date").notNull(),
    productId: integer("product_id")
      .notNull()
      .references(() => product.id),
    lotId: integer("lot_id").references(() => lot.id),
    fromLocationId: integer("from_location_id").references(() => location.id),
    toLocationId: integer("to_location_id").references(() => location.id),
    quantityMilli: quantity("quantity_milli").notNull(),
    costMinor: money("cost_minor").notNull(),
    kind: text("kind", { enum: MOVEMENT_KINDS }).notNull(),
    reason: text("reason"),
    docType: text("doc_type", { enum: ["sale", "stock"] }).notNull(),
    docId: integer("doc_id").notNull(),
    lineNo: integer("line_no").notNull(),
    reverses: integer("reverses").references((): AnySQLiteColumn => movement.id),
    userId: integer("user_id")
      .notNull()
      .references(() => appUser.id),
    deviceId: integer("device_id").references(() => device.id),
  },
  (t) => [
    index("movement_product_day").on(t.productId, t.businessDate, t.id),
    index("movement_day").on(t.businessDate, t.id),
    index("movement_doc").on(t.docType, t.docId),
    // Most of the ledger are sales, which are found by day; the rarer kinds are found by kind.
    index("movement_kind_day")
      .on(t.kind, t.businessDate, t.id)
      .where(sql`${t.kind} <> 'sale'`),
    // Finds the cost of the last goods receipt of a product without scanning its sales.
    index("movement_last_receipt")
      .on(t.productId, t.businessDate, t.id)
      .where(sql`${t.fromLocationId} IS NULL AND ${t.kind} IN ('opening', 'receive')`),
    uniqueIndex("movement_reverses")
      .on(t.reverses)
      .where(sql`${t.reverses} IS NOT NULL`),
    check("movement_quantity", sql`${t.quantityMilli} > 0`),
    check("movement_cost", sql`${t.costMinor} >= 0`),
    check(
      "movement_one_end",
      sql`${t.fromLocationId} IS NOT NULL OR ${t.toLocationId} IS NOT NULL`,
    ),
    check("movement_two_places", sql`${t.fromLocationId} IS DISTINCT FROM ${t.toLocationId}`),
    check("movement_reason", sql`${t.kind} NOT IN ('adjust', 'waste') OR ${t.reason} IS NOT NULL`),
    check(
      "movement_transfer_ends",
      sql`${t.kind} <> 'transfer' OR (${t.fromLocationId} IS NOT NULL AND ${t.toLocationId} IS NOT NULL)`,
    ),
    ...wholeNumbers("movement", [t.quantityMilli, t.costMinor]),
  ],
);

/** A change of value without quantity: late landed cost, or the correction of an estimate. Append-only. */
export const revaluation = sqliteTable(
  "revaluation",
  {
    id: id(),
    afterMovementId: integer("after_movement_id").notNull(),
    productId: integer("product_id")
      .notNull()
      .references(() => product.id),
    deltaMinor: money("delta_minor").notNull(),
    reason: text("reason").notNull(),
    docType: text("doc_type").notNull(),
    docId: integer("doc_id").notNull(),
    userId: integer("user_id")
      .notNull()
      .references(() => appUser.id),
    recordedAt: instant("recorded_at").notNull(),
  },
  (t) => [
    index("revaluation_product").on(t.productId),
    check("revaluation_delta", sql`${t.deltaMinor} <> 0`),
    ...wholeNumbers("revaluation", [t.deltaMinor]),
  ],
);

/** Projection: the quantity of a product per location. `lotId` 0 means no lot. */
export const stockLevel = sqliteTable(
  "stock_level",
  {
    productId: integer("product_id")
      .notNull()
      .references(() => product.id),
    locationId: integer("location_id")
      .notNull()
      .references(() => location.id),
    lotId: integer("lot_id").notNull(),
    onHandMilli: quantity("on_hand_milli").notNull(),
  },
  (t) => [
    primaryKey({ name: "stock_level_pk", columns: [t.productId, t.locationId, t.lotId] }),
    index("stock_level_location").on(t.locationId),
    check("stock_level_not_negative", sql`${t.onHandMilli} >= 0`),
    ...wholeNumbers("stock_level", [t.onHandMilli]),
  ],
);

/** Projection: the total quantity of a product and its cost. If the quantity is zero, so is the value. */
export const stockValue = sqliteTable(
  "stock_value",
  {
    productId: integer("product_id")
      .primaryKey()
      .references(() => product.id),
    onHandMilli: quantity("on_hand_milli").notNull(),
    valueMinor: money("value_minor").notNull(),
  },
  (t) => [
    check("stock_value_quantity_not_negative", sql`${t.onHandMilli} >= 0`),
    check("stock_value_not_negative", sql`${t.valueMinor} >= 0`),
    check("stock_value_no_value_without_goods", sql`${t.onHandMilli} > 0 OR ${t.valueMinor} = 0`),
    ...wholeNumbers("stock_value", [t.onHandMilli, t.valueMinor]),
  ],
);

/** Stock after a movement, so a past level can be read without adding up all earlier movements. */
export const checkpoint = sqliteTable(
  "checkpoint",
  {
    uptoMovementId: integer("upto_movement_id").notNull(),
    productId: integer("product_id").notNull(),
    locationId: integer("location_id").notNull(),
    lotId: integer("lot_id").notNull(),
    onHandMilli: quantity("on_hand_milli").notNull(),
  },
  (t) => [
    primaryKey({
      name: "checkpoint_pk",
      columns: [t.uptoMovementId, t.productId, t.locationId, t.lotId],
    }),
    ...wholeNumbers("checkpoint", [t.onHandMilli]),
  ],
);

/** Seals ranges of the append-only tables with a hash chain. Append-only. */
export const ledgerSeal = sqliteTable("ledger_seal", {
  id: id(),
  fromMovementId: integer("from_movement_id").notNull(),
  toMovementId: integer("to_movement_id").notNull(),
  fromPaymentId: integer("from_payment_id").notNull(),
  toPaymentId: integer("to_payment_id").notNull(),
  fromAuditId: integer("from_audit_id").notNull(),
  toAuditId: integer("to_audit_id").notNull(),
  rowCount: integer("row_count").notNull(),
  previousHash: text("previous_hash").notNull(),
  hash: text("hash").notNull(),
  sealedAt: instant("sealed_at").notNull(),
});
