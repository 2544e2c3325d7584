import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { id, instant } from "../columns.ts";
import { sale } from "./sales.ts";

/**
 * What the signing device said about a document: one signature, and the reasons of the attempts before it. Documents
 * have none in shops without a device. Append-only.
 */
export const fiscalSignature = sqliteTable(
  "fiscal_signature",
  {
    id: id(),
    saleId: integer("sale_id")
      .notNull()
      .references(() => sale.id),
    state: text("state", { enum: ["signed", "unsigned"] }).notNull(),
    signer: text("signer").notNull(),
    transaction: text("transaction_number").notNull(),
    counter: integer("counter").notNull(),
    value: text("value").notNull(),
    code: text("code").notNull(),
    reason: text("reason").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    index("fiscal_signature_sale").on(t.saleId, t.id),
    check("fiscal_signature_reason", sql`(${t.state} = 'unsigned') = (${t.reason} <> '')`),
  ],
);
