import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { TenderId } from "@daybook/contract/ids";
import { flag, id, instant, publicId } from "../columns.ts";

/** A payment method with its rules. The public ids `cash`, `card`, `other` and `exchange` exist in every shop. */
export const tender = sqliteTable("tender", {
  id: id(),
  publicId: publicId<TenderId>(),
  name: text("name").notNull().unique(),
  kind: text("kind", {
    enum: [
      "cash",
      "card",
      "transfer",
      "voucher",
      "gift_card",
      "store_credit",
      "account",
      "exchange",
      "other",
    ],
  }).notNull(),
  opensDrawer: flag("opens_drawer").notNull(),
  countedAtClose: flag("counted_at_close").notNull(),
  givesChange: flag("gives_change").notNull(),
  needsReference: flag("needs_reference").notNull(),
  allowedForRefunds: flag("allowed_for_refunds").notNull(),
  /** Whether it can refund goods that come back without a receipt. */
  refundsUnreceipted: flag("refunds_unreceipted").notNull().default(true),
  version: integer("version").notNull(),
  createdAt: instant("created_at").notNull(),
  deactivatedAt: instant("deactivated_at"),
});
