import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { MissingReceiptId } from "@daybook/contract/ids";
import { id, instant, money, publicId, wholeNumbers } from "../columns.ts";
import { device } from "./shop.ts";
import { appUser } from "./users.ts";

/**
 * Receipts that a till has printed and that the database did not contain when the till reported it: after a restore, or
 * after the newest changes were lost. It is recorded again once a sale has its key.
 */
export const missingReceipt = sqliteTable(
  "missing_receipt",
  {
    id: id(),
    publicId: publicId<MissingReceiptId>(),
    receiptNumber: text("receipt_number").notNull().unique(),
    /** The key of the sale; null if no till has a copy, and only the number is known to be missing. */
    saleKey: text("sale_key").unique(),
    deviceId: integer("device_id")
      .notNull()
      .references(() => device.id),
    sellerName: text("seller_name").notNull(),
    totalMinor: money("total_minor"),
    occurredAt: instant("occurred_at"),
    reportedAt: instant("reported_at").notNull(),
    settledAt: instant("settled_at"),
    settledBy: integer("settled_by").references(() => appUser.id),
    /** What was done about it; empty until it is settled. */
    reason: text("reason").notNull().default(""),
  },
  (t) => [
    index("missing_receipt_open")
      .on(t.id)
      .where(sql`${t.settledAt} IS NULL`),
    check("missing_receipt_settled", sql`(${t.settledAt} IS NULL) = (${t.settledBy} IS NULL)`),
    ...wholeNumbers("missing_receipt", [t.totalMinor]),
  ],
);
