import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { AlertId } from "@daybook/contract/ids";
import { id, instant, publicId } from "../columns.ts";
import { appUser } from "./people.ts";
import { product } from "./catalog.ts";

/** A low-stock alert with its life. The partial unique index allows one open alert per thing, also under concurrency. */
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
