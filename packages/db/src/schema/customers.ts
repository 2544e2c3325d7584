import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { CustomerId } from "@daybook/contract/ids";
import { id, instant, money, publicId, wholeNumbers } from "../columns.ts";

/** Customers who share a price list. */
export const customerGroup = sqliteTable("customer_group", {
  id: id(),
  publicId: publicId(),
  name: text("name").notNull().unique(),
});

/**
 * A person or company that buys; `nameKey` sorts by name. Erasing removes the personal data and keeps the documents.
 */
export const customer = sqliteTable(
  "customer",
  {
    id: id(),
    publicId: publicId<CustomerId>(),
    name: text("name").notNull(),
    nameKey: text("name_key").notNull(),
    phone: text("phone").notNull(),
    email: text("email").notNull(),
    address: text("address").notNull().default(""),
    taxNumber: text("tax_number").notNull(),
    note: text("note").notNull(),
    search: text("search").notNull(),
    groupId: integer("group_id").references(() => customerGroup.id),
    creditLimitMinor: money("credit_limit_minor").notNull(),
    version: integer("version").notNull(),
    createdAt: instant("created_at").notNull(),
    consentAt: instant("consent_at"),
    deactivatedAt: instant("deactivated_at"),
    erasedAt: instant("erased_at"),
  },
  (t) => [
    index("customer_name").on(t.nameKey, t.id),
    check("customer_credit_limit", sql`${t.creditLimitMinor} >= 0`),
    ...wholeNumbers("customer", [t.creditLimitMinor]),
  ],
);
