import { sql } from "drizzle-orm";
import { check, integer, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { id, instant, money, publicId, quantity, wholeNumbers } from "../columns.ts";
import { product } from "./products.ts";
import { customerGroup } from "./customers.ts";
import { appUser } from "./users.ts";

/** A price list. List 1 is the base list, in which every product has a price. */
export const priceList = sqliteTable("price_list", {
  id: id(),
  publicId: publicId(),
  name: text("name").notNull().unique(),
  customerGroupId: integer("customer_group_id").references(() => customerGroup.id),
  validFrom: instant("valid_from"),
  validTo: instant("valid_to"),
  priority: integer("priority").notNull(),
});

/**
 * Append-only: the current price of a product is its latest row, so the price on any past day remains known.
 * `amountMinor` is for `basisMilli` of the unit; `unitId` 0 is the base unit.
 */
export const price = sqliteTable(
  "price",
  {
    id: id(),
    productId: integer("product_id")
      .notNull()
      .references(() => product.id),
    unitId: integer("unit_id").notNull(),
    listId: integer("list_id")
      .notNull()
      .references(() => priceList.id),
    amountMinor: money("amount_minor").notNull(),
    basisMilli: quantity("basis_milli").notNull(),
    minQuantityMilli: quantity("min_quantity_milli").notNull(),
    validFrom: instant("valid_from").notNull(),
    createdBy: integer("created_by")
      .notNull()
      .references(() => appUser.id),
  },
  (t) => [
    unique("price_once").on(t.productId, t.unitId, t.listId, t.minQuantityMilli, t.validFrom),
    check("price_amount", sql`${t.amountMinor} >= 0`),
    check("price_basis", sql`${t.basisMilli} > 0`),
    check("price_min_quantity", sql`${t.minQuantityMilli} >= 0`),
    ...wholeNumbers("price", [t.amountMinor, t.basisMilli, t.minQuantityMilli]),
  ],
);
