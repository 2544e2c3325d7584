import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { APPROVAL_ACTIONS } from "@daybook/contract/approvals";
import type { Needed } from "@daybook/contract/approvals";
import type { ApprovalId } from "@daybook/contract/ids";
import { id, instant, money, publicId, wholeNumbers } from "../columns.ts";
import { sale } from "./sales.ts";
import { device } from "./shop.ts";
import { appUser } from "./users.ts";

/**
 * A request for the approval of one action, and its decision. `subject` is the SHA-256 of the input that was approved,
 * so it serves nothing else. It is decided once and used once; everything else never changes.
 */
export const approval = sqliteTable(
  "approval",
  {
    id: id(),
    publicId: publicId<ApprovalId>(),
    action: text("action", { enum: APPROVAL_ACTIONS }).notNull(),
    subject: text("subject").notNull(),
    needs: text("needs", { mode: "json" }).$type<Needed[]>().notNull(),
    amountMinor: money("amount_minor").notNull(),
    /** Of the sale that is voided or returned. */
    receiptNumber: text("receipt_number"),
    askedBy: integer("asked_by")
      .notNull()
      .references(() => appUser.id),
    askedByName: text("asked_by_name").notNull(),
    deviceId: integer("device_id").references(() => device.id),
    askedAt: instant("asked_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    decision: text("decision", { enum: ["approved", "declined"] }),
    decidedBy: integer("decided_by").references(() => appUser.id),
    /** The name of the person at that time: documents show it. */
    decidedByName: text("decided_by_name"),
    decidedAt: instant("decided_at"),
    method: text("method", { enum: ["pin", "password", "session"] }),
    usedAt: instant("used_at"),
    /** The sale or return that used it, or the sale that was voided with it. */
    saleId: integer("sale_id").references(() => sale.id),
  },
  (t) => [
    index("approval_sale").on(t.saleId),
    check("approval_used", sql`${t.usedAt} IS NULL OR ${t.decision} = 'approved'`),
    check("approval_decided", sql`(${t.decision} IS NULL) = (${t.decidedBy} IS NULL)`),
    ...wholeNumbers("approval", [t.amountMinor]),
  ],
);
