import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import type { TillEventKind } from "@daybook/contract/till-events";
import { id, instant, money, wholeNumbers } from "../columns.ts";
import { sale } from "./sales.ts";
import { device } from "./shop.ts";
import { appUser } from "./users.ts";

/**
 * The till journal: what happens at a till besides its documents, numbered per device without gaps. Append-only. `key`
 * is made where the event happens, so that an event that is sent again is recorded once.
 */
export const tillEvent = sqliteTable(
  "till_event",
  {
    id: id(),
    deviceId: integer("device_id")
      .notNull()
      .references(() => device.id),
    deviceSeq: integer("device_seq").notNull(),
    key: text("key").notNull().unique(),
    kind: text("kind").$type<TillEventKind>().notNull(),
    occurredAt: instant("occurred_at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    businessDate: text("business_date").notNull(),
    userId: integer("user_id")
      .notNull()
      .references(() => appUser.id),
    /** What was removed or taken off; 0 for events without money. */
    amountMinor: money("amount_minor").notNull(),
    saleId: integer("sale_id").references(() => sale.id),
    detail: text("detail").notNull(),
  },
  (t) => [
    unique("till_event_device_seq").on(t.deviceId, t.deviceSeq),
    index("till_event_day").on(t.businessDate, t.id),
    // For the copies of a receipt.
    index("till_event_copy")
      .on(t.saleId)
      .where(sql`${t.kind} = 'copy_printed'`),
    check("till_event_seq", sql`${t.deviceSeq} > 0`),
    check("till_event_amount", sql`${t.amountMinor} >= 0`),
    ...wholeNumbers("till_event", [t.amountMinor]),
  ],
);
