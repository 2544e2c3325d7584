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
import type { AlertId } from "@daybook/contract/ids";
import { id, instant, publicId, quantity, wholeNumbers } from "../columns.ts";
import { appUser } from "./users.ts";
import { product } from "./products.ts";

/** Reorder rules. `locationId` 0 is the whole shop. */
export const reorderRule = sqliteTable(
  "reorder_rule",
  {
    productId: integer("product_id")
      .notNull()
      .references(() => product.id),
    locationId: integer("location_id").notNull(),
    safetyStockMilli: quantity("safety_stock_milli").notNull(),
    reorderPointMilli: quantity("reorder_point_milli").notNull(),
    targetMilli: quantity("target_milli").notNull(),
    mode: text("mode", { enum: ["manual", "auto"] }).notNull(),
  },
  (t) => [
    primaryKey({ name: "reorder_rule_pk", columns: [t.productId, t.locationId] }),
    check("reorder_rule_safety_stock", sql`${t.safetyStockMilli} >= 0`),
    check("reorder_rule_point_covers_safety", sql`${t.reorderPointMilli} >= ${t.safetyStockMilli}`),
    check("reorder_rule_target_above_point", sql`${t.targetMilli} > ${t.reorderPointMilli}`),
    ...wholeNumbers("reorder_rule", [t.safetyStockMilli, t.reorderPointMilli, t.targetMilli]),
  ],
);

/**
 * Low-stock alerts and their states. The partial unique index allows one open alert per product and location, also
 * under concurrency.
 */
export const alert = sqliteTable(
  "alert",
  {
    id: id(),
    publicId: publicId<AlertId>(),
    type: text("type", { enum: ["low_stock"] }).notNull(),
    productId: integer("product_id")
      .notNull()
      .references(() => product.id),
    locationId: integer("location_id").notNull(),
    severity: text("severity", { enum: ["low", "out"] }).notNull(),
    status: text("status", { enum: ["active", "dismissed", "snoozed", "resolved"] }).notNull(),
    openedAt: instant("opened_at").notNull(),
    openedByMovementId: integer("opened_by_movement_id"),
    resolvedAt: instant("resolved_at"),
    resolvedByMovementId: integer("resolved_by_movement_id"),
    snoozedUntil: instant("snoozed_until"),
    handledBy: integer("handled_by").references(() => appUser.id),
    version: integer("version").notNull(),
  },
  (t) => [
    uniqueIndex("alert_one_open")
      .on(t.type, t.productId, t.locationId)
      .where(sql`${t.status} IN ('active', 'dismissed', 'snoozed')`),
    index("alert_status").on(t.status, t.id),
  ],
);
