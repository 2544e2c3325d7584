import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import type { CountedPieces } from "@daybook/contract/cash-pieces";
import { CASH_ENTRY_KINDS } from "@daybook/contract/cash-entry-kinds";
import type {
  CashCountId,
  CashEntryId,
  ClosingId,
  DrawerSessionId,
  TenderId,
} from "@daybook/contract/ids";
import { id, instant, money, publicId, wholeNumbers } from "../columns.ts";
import { cashDrawer, device, shopIdentity } from "./shop.ts";
import { appUser } from "./users.ts";

/**
 * From the opening of a drawer to its closing. It is open while its drawer names it and no closing names it.
 * `leftMinor` is what the previous closing left in the drawer; a float that differs from it is the difference overnight.
 * Append-only.
 */
export const drawerSession = sqliteTable(
  "drawer_session",
  {
    id: id(),
    publicId: publicId<DrawerSessionId>(),
    drawerId: integer("drawer_id")
      .notNull()
      .references(() => cashDrawer.id),
    deviceId: integer("device_id").references(() => device.id),
    businessDate: text("business_date").notNull(),
    openedAt: instant("opened_at").notNull(),
    openedBy: integer("opened_by")
      .notNull()
      .references(() => appUser.id),
    openedByName: text("opened_by_name").notNull(),
    leftMinor: money("left_minor").notNull(),
    floatMinor: money("float_minor").notNull(),
    pieces: text("pieces", { mode: "json" }).$type<CountedPieces>(),
    /** The internal id of the last document before it: late documents up to it have a supplement. */
    afterSaleId: integer("after_sale_id").notNull().default(0),
  },
  (t) => [
    index("drawer_session_drawer").on(t.drawerId, t.id),
    check("drawer_session_float", sql`${t.floatMinor} >= 0 AND ${t.leftMinor} >= 0`),
    ...wholeNumbers("drawer_session", [t.leftMinor, t.floatMinor]),
  ],
);

/**
 * Since when a till has which drawer, null for none: a sale that arrives later belongs to the drawer of its moment.
 * `device.drawerId` repeats the last one. Append-only.
 */
export const tillDrawer = sqliteTable(
  "till_drawer",
  {
    id: id(),
    deviceId: integer("device_id")
      .notNull()
      .references(() => device.id),
    drawerId: integer("drawer_id").references(() => cashDrawer.id),
    since: instant("since").notNull(),
  },
  (t) => [index("till_drawer_since").on(t.deviceId, t.since, t.id)],
);

/**
 * Cash that moved without a sale: into the drawer (`pay_in`, `top_up` from the safe), out of it (`pay_out`, `drop` into
 * the safe), or from the safe to the bank (`deposit`, without a session). Amounts are positive. Append-only.
 */
export const cashEntry = sqliteTable(
  "cash_entry",
  {
    id: id(),
    publicId: publicId<CashEntryId>(),
    kind: text("kind", { enum: CASH_ENTRY_KINDS }).notNull(),
    sessionId: integer("session_id").references(() => drawerSession.id),
    amountMinor: money("amount_minor").notNull(),
    /** What the money was for: an expense category of a pay-out. */
    category: text("category").notNull(),
    reason: text("reason").notNull(),
    /** The number of the deposit slip. */
    reference: text("reference").notNull(),
    deviceId: integer("device_id").references(() => device.id),
    userId: integer("user_id")
      .notNull()
      .references(() => appUser.id),
    userName: text("user_name").notNull(),
    at: instant("at").notNull(),
    businessDate: text("business_date").notNull(),
  },
  (t) => [
    index("cash_entry_session").on(t.sessionId),
    index("cash_entry_day").on(t.businessDate, t.id),
    check("cash_entry_amount", sql`${t.amountMinor} > 0`),
    check("cash_entry_of", sql`(${t.kind} = 'deposit') = (${t.sessionId} IS NULL)`),
    ...wholeNumbers("cash_entry", [t.amountMinor]),
  ],
);

/** One count of everything in a drawer, before it is closed; a later count replaces it. Append-only. */
export const cashCount = sqliteTable(
  "cash_count",
  {
    id: id(),
    publicId: publicId<CashCountId>(),
    sessionId: integer("session_id")
      .notNull()
      .references(() => drawerSession.id),
    countedBy: integer("counted_by")
      .notNull()
      .references(() => appUser.id),
    countedByName: text("counted_by_name").notNull(),
    at: instant("at").notNull(),
    pieces: text("pieces", { mode: "json" }).$type<CountedPieces>(),
  },
  (t) => [index("cash_count_session").on(t.sessionId, t.id)],
);

/** What was counted of one payment method, and what the documents say at that moment. Append-only. */
export const cashCountLine = sqliteTable(
  "cash_count_line",
  {
    countId: integer("count_id")
      .notNull()
      .references(() => cashCount.id),
    tender: text("tender").$type<TenderId>().notNull(),
    tenderName: text("tender_name").notNull(),
    countedMinor: money("counted_minor").notNull(),
    expectedMinor: money("expected_minor").notNull(),
  },
  (t) => [
    primaryKey({ name: "cash_count_line_pk", columns: [t.countId, t.tender] }),
    check("cash_count_line_counted", sql`${t.countedMinor} >= 0 OR ${t.tender} <> 'cash'`),
    ...wholeNumbers("cash_count_line", [t.countedMinor, t.expectedMinor]),
  ],
);

/**
 * The closing report of a session, or a supplement with the documents that arrived after it. Numbered per shop without
 * gaps; `body` is the report as JSON, and `hash` covers it and the hash of the report before. Append-only.
 */
export const closing = sqliteTable(
  "closing",
  {
    id: id(),
    publicId: publicId<ClosingId>(),
    number: integer("number").notNull().unique(),
    /** What stands before the number in the second and later series. */
    series: integer("series").notNull().default(1),
    sessionId: integer("session_id")
      .notNull()
      .references(() => drawerSession.id),
    supplementOf: integer("supplement_of").references((): AnySQLiteColumn => closing.id),
    countId: integer("count_id").references(() => cashCount.id),
    identityId: integer("identity_id")
      .notNull()
      .references(() => shopIdentity.id),
    businessDate: text("business_date").notNull(),
    closedAt: instant("closed_at").notNull(),
    closedBy: integer("closed_by")
      .notNull()
      .references(() => appUser.id),
    closedByName: text("closed_by_name").notNull(),
    /** Cash counted less cash expected, and the cash that stays in the drawer; the rest went into the safe. */
    differenceMinor: money("difference_minor").notNull(),
    leftMinor: money("left_minor").notNull(),
    toSafeMinor: money("to_safe_minor").notNull(),
    reason: text("reason").notNull(),
    /** Who approved a difference above the limit of the person who closed. */
    approvedByName: text("approved_by_name"),
    /** The internal id of the last document in it. */
    lastSaleId: integer("last_sale_id").notNull(),
    body: text("body").notNull(),
    previousHash: text("previous_hash").notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [
    uniqueIndex("closing_session")
      .on(t.sessionId)
      .where(sql`${t.supplementOf} IS NULL`),
    unique("closing_hash").on(t.hash),
    index("closing_day").on(t.businessDate, t.id),
    index("closing_supplements").on(t.supplementOf),
    check("closing_left", sql`${t.leftMinor} >= 0 AND ${t.toSafeMinor} >= 0`),
    check("closing_counted", sql`(${t.supplementOf} IS NULL) = (${t.countId} IS NOT NULL)`),
    ...wholeNumbers("closing", [t.differenceMinor, t.leftMinor, t.toSafeMinor]),
  ],
);

/**
 * How far a closing counted the journal of each till of its drawer: the next one begins after it. A number, because
 * events of the same moment may commit before or after the closing. Append-only.
 */
export const closingTill = sqliteTable(
  "closing_till",
  {
    deviceId: integer("device_id")
      .notNull()
      .references(() => device.id),
    closingId: integer("closing_id")
      .notNull()
      .references(() => closing.id),
    eventSeq: integer("event_seq").notNull(),
  },
  (t) => [primaryKey({ name: "closing_till_pk", columns: [t.deviceId, t.closingId] })],
);
