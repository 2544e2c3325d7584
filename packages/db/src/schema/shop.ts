import { sql } from "drizzle-orm";
import { check, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { flag, id, instant, money, publicId, wholeNumbers } from "../columns.ts";

/** The one row that says what shop this is; `version` guards edits. */
export const shop = sqliteTable(
  "shop",
  {
    id: integer("id").primaryKey(),
    name: text("name").notNull(),
    currency: text("currency").notNull(),
    exponent: integer("exponent").notNull(),
    timeZone: text("time_zone").notNull(),
    locale: text("locale").notNull(),
    dayCutoffMinutes: integer("day_cutoff_minutes").notNull(),
    pricesIncludeTax: flag("prices_include_tax").notNull(),
    taxRounding: text("tax_rounding", { enum: ["line", "total"] }).notNull(),
    cashStepMinor: money("cash_step_minor").notNull(),
    valuation: text("valuation", { enum: ["wac", "fifo"] }).notNull(),
    /** More off than this needs a reason; 1,000,000 never does. */
    discountReasonPpm: integer("discount_reason_ppm").notNull().default(300_000),
    skuPattern: text("sku_pattern"),
    listenOnLan: flag("listen_on_lan").notNull(),
    version: integer("version").notNull(),
    /** Which folds the stored keys and search texts were made with; 0 where that was never written down. */
    foldVersion: integer("fold_version").notNull().default(0),
    setUpAt: instant("set_up_at").notNull(),
  },
  (t) => [
    check("shop_only_one", sql`${t.id} = 1`),
    check("shop_exponent", sql`${t.exponent} >= 0 AND ${t.exponent} <= 4`),
    check("shop_day_cutoff", sql`${t.dayCutoffMinutes} >= 0 AND ${t.dayCutoffMinutes} <= 1439`),
    check("shop_cash_step", sql`${t.cashStepMinor} > 0`),
    ...wholeNumbers("shop", [t.cashStepMinor]),
  ],
);

/**
 * A till, or the `virtual` device that stands for callers without one (scripts, jobs). Its sequence numbers the
 * receipts: contiguous per device, so that a gap or a repeat shows.
 */
export const device = sqliteTable(
  "device",
  {
    id: id(),
    publicId: publicId(),
    name: text("name").notNull(),
    kind: text("kind", { enum: ["till", "virtual"] }).notNull(),
    receiptPrefix: text("receipt_prefix").notNull().unique(),
    lastSeq: integer("last_seq").notNull(),
    createdAt: instant("created_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (t) => [check("device_last_seq", sql`${t.lastSeq} >= 0`)],
);
