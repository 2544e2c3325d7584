import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { CardPaymentKind, CardPaymentState } from "@daybook/contract/card-payments";
import { id, instant, money, wholeNumbers } from "../columns.ts";
import { sale } from "./sales.ts";
import { device } from "./shop.ts";
import { appUser } from "./users.ts";

/**
 * A payment that was sent to a card terminal, stored before it is sent: whatever happens then, its key finds out whether
 * money was taken.
 */
export const cardPayment = sqliteTable(
  "card_payment",
  {
    id: id(),
    key: text("key").notNull().unique(),
    kind: text("kind").$type<CardPaymentKind>().notNull(),
    state: text("state").$type<CardPaymentState>().notNull(),
    amountMinor: money("amount_minor").notNull(),
    reference: text("reference").notNull(),
    message: text("message").notNull(),
    /** The sale or return that this payment belongs to. */
    saleId: integer("sale_id").references(() => sale.id),
    /** The till; null for callers without one. */
    deviceId: integer("device_id").references(() => device.id),
    userId: integer("user_id")
      .notNull()
      .references(() => appUser.id),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    index("card_payment_state").on(t.state, t.id),
    check("card_payment_amount", sql`${t.amountMinor} > 0`),
    check("card_payment_used", sql`${t.saleId} IS NULL OR ${t.state} = 'approved'`),
    check(
      "card_payment_ended",
      sql`(${t.state} IN ('started', 'unknown')) = (${t.endedAt} IS NULL)`,
    ),
    ...wholeNumbers("card_payment", [t.amountMinor]),
  ],
);
