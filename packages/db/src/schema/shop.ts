import { sql } from "drizzle-orm";
import { check, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { DrawerId, TillId } from "@daybook/contract/ids";
import { FIRST_RETURN_REASONS } from "@daybook/contract/returns";
import type { CashRounding } from "@daybook/contract/cash-rounding";
import type { PictureHash } from "@daybook/contract/pictures";
import type { ReceiptLanguage } from "@daybook/contract/receipt-language";
import type { ReceiptPaper, ReceiptPolicy } from "@daybook/contract/receipt-policy";
import { flag, id, instant, money, publicId, wholeNumbers } from "../columns.ts";

/**
 * What documents show of the shop. A change adds a row; a document keeps the row it was printed with, so a copy shows
 * the shop as it was. Append-only.
 */
export const shopIdentity = sqliteTable("shop_identity", {
  id: id(),
  name: text("name").notNull(),
  legalName: text("legal_name").notNull(),
  address: text("address").notNull(),
  taxNumber: text("tax_number").notNull(),
  registerEntry: text("register_entry").notNull(),
  receiptHeader: text("receipt_header").notNull(),
  receiptFooter: text("receipt_footer").notNull(),
  /** Null for the language of the shop's locale. */
  receiptLanguage: text("receipt_language").$type<ReceiptLanguage>(),
  /** A picture in `stored_file`, which keeps it as long as a row names it. */
  receiptLogo: text("receipt_logo").$type<PictureHash>(),
  showSku: flag("show_sku").notNull().default(false),
  showSeller: flag("show_seller").notNull().default(true),
  showCustomer: flag("show_customer").notNull().default(true),
  showTaxes: flag("show_taxes").notNull().default(true),
  showBarcode: flag("show_barcode").notNull().default(true),
  validFrom: instant("valid_from").notNull(),
});

/** The only row with the shop's settings; `version` is used for optimistic locking. */
export const shop = sqliteTable(
  "shop",
  {
    id: integer("id").primaryKey(),
    /** The identity that new documents show. */
    identityId: integer("identity_id")
      .notNull()
      .references(() => shopIdentity.id),
    /** ISO 3166-1; empty if unknown. */
    country: text("country").notNull().default(""),
    /** How long records are kept: what archives and erases must obey. */
    retentionYears: integer("retention_years").notNull().default(10),
    currency: text("currency").notNull(),
    exponent: integer("exponent").notNull(),
    timeZone: text("time_zone").notNull(),
    locale: text("locale").notNull(),
    dayCutoffMinutes: integer("day_cutoff_minutes").notNull(),
    pricesIncludeTax: flag("prices_include_tax").notNull(),
    taxRounding: text("tax_rounding", { enum: ["line", "total"] }).notNull(),
    /** How cash is rounded to the smallest coin; the step is not used while this is off. */
    cashRounding: text("cash_rounding").$type<CashRounding>().notNull().default("off"),
    cashStepMinor: money("cash_step_minor").notNull(),
    valuation: text("valuation", { enum: ["wac", "fifo"] }).notNull(),
    /** A larger discount than this needs a reason; 1,000,000 means never. */
    discountReasonPpm: integer("discount_reason_ppm").notNull().default(300_000),
    /** In how many days customers may return goods; null without a limit. */
    returnDays: integer("return_days"),
    /** The reasons that a return offers, one per line. */
    returnReasons: text("return_reasons").notNull().default(FIRST_RETURN_REASONS.join("\n")),
    /** A till locks after so many minutes without use; 0 is never. */
    lockAfterMinutes: integer("lock_after_minutes").notNull().default(0),
    /** What the till offers after a sale, and the usual paper. */
    receiptPolicy: text("receipt_policy").$type<ReceiptPolicy>().notNull().default("ask"),
    receiptPaper: text("receipt_paper").$type<ReceiptPaper>().notNull().default("80"),
    /** What a customer display says while it shows no cart. */
    displayGreeting: text("display_greeting").notNull().default(""),
    skuPattern: text("sku_pattern"),
    listenOnLan: flag("listen_on_lan").notNull(),
    version: integer("version").notNull(),
    /** The series of closing reports: a restore begins the next one, because later reports exist on paper. */
    closingSeries: integer("closing_series").notNull().default(1),
    /** When a backup was restored, and the time of its last document: a till sends what it has sold since then again. */
    restoredAt: instant("restored_at"),
    restoredTo: instant("restored_to"),
    /** The fold version of the stored keys and search texts; 0 if unknown. */
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
 * A drawer with cash. Several tills may share one. `openSessionId` is its open session; null while it is closed, and it
 * has no foreign key because a session names its drawer.
 */
export const cashDrawer = sqliteTable("cash_drawer", {
  id: id(),
  publicId: publicId<DrawerId>(),
  name: text("name").notNull().unique(),
  openSessionId: integer("open_session_id").unique(),
  version: integer("version").notNull(),
  createdAt: instant("created_at").notNull(),
  deactivatedAt: instant("deactivated_at"),
});

/**
 * A till, which is a browser, or the `virtual` device of callers without one (scripts, jobs). Its sequence numbers the receipts without
 * gaps, so a missing or repeated receipt is visible.
 */
export const device = sqliteTable(
  "device",
  {
    id: id(),
    publicId: publicId<TillId>(),
    name: text("name").notNull(),
    kind: text("kind", { enum: ["till", "virtual"] }).notNull(),
    receiptPrefix: text("receipt_prefix").notNull().unique(),
    lastSeq: integer("last_seq").notNull(),
    createdAt: instant("created_at").notNull(),
    revokedAt: instant("revoked_at"),
    /** SHA-256 of the token in the browser's long-lived cookie; null if no browser is this device. */
    tokenHash: text("token_hash").unique(),
    lastUsedAt: instant("last_used_at"),
    /** The last number in the till journal. */
    lastEventSeq: integer("last_event_seq").notNull().default(0),
    version: integer("version").notNull().default(1),
    /** The drawer with its cash; null without one. */
    drawerId: integer("drawer_id").references(() => cashDrawer.id),
  },
  (t) => [check("device_last_seq", sql`${t.lastSeq} >= 0`)],
);
