import { sql } from "drizzle-orm";
import { check, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import type { LocationId } from "@daybook/contract/ids";
import { id, instant, publicId, quantity, wholeNumbers } from "../columns.ts";
import { product } from "./catalog.ts";

/** A place goods can be: a shop, an aisle, a shelf. Only places of kind `store` are sold from. */
export const location = sqliteTable("location", {
  id: id(),
  publicId: publicId<LocationId>(),
  parentId: integer("parent_id").references((): AnySQLiteColumn => location.id),
  name: text("name").notNull(),
  nameKey: text("name_key").notNull().unique(),
  address: text("address").notNull(),
  kind: text("kind", { enum: ["store", "transit", "quarantine", "layaway"] }).notNull(),
  version: integer("version").notNull(),
  createdAt: instant("created_at").notNull(),
  deactivatedAt: instant("deactivated_at"),
});

/** When to buy again. `locationId` 0 is the whole shop. */
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
