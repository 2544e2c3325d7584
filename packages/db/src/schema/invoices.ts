import { sql } from "drizzle-orm";
import { check, integer, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { id, instant } from "../columns.ts";
import { sale } from "./sales.ts";
import { appUser } from "./users.ts";

/**
 * The invoice of a paid sale, with the buyer as the invoice shows them. Its amounts are those of the sale. The numbers of
 * a series have no gaps; a restore begins the next series, as for closing reports. Append-only.
 */
export const saleInvoice = sqliteTable(
  "sale_invoice",
  {
    id: id(),
    series: integer("series").notNull(),
    seq: integer("seq").notNull(),
    saleId: integer("sale_id")
      .notNull()
      .unique()
      .references(() => sale.id),
    buyerName: text("buyer_name").notNull(),
    buyerAddress: text("buyer_address").notNull(),
    buyerTaxNumber: text("buyer_tax_number").notNull(),
    userId: integer("user_id")
      .notNull()
      .references(() => appUser.id),
    issuedAt: instant("issued_at").notNull(),
  },
  (t) => [
    unique("sale_invoice_number").on(t.series, t.seq),
    check("sale_invoice_seq", sql`${t.series} > 0 AND ${t.seq} > 0`),
  ],
);
