import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { SupplierId } from "@daybook/contract/ids";
import { flag, id, instant, money, publicId, quantity, wholeNumbers } from "../columns.ts";
import { product, productUnit } from "./products.ts";

/** A business that the shop buys from. `nameKey` is the normalized name, `sortKey` the sort key. */
export const supplier = sqliteTable(
  "supplier",
  {
    id: id(),
    publicId: publicId<SupplierId>(),
    name: text("name").notNull(),
    nameKey: text("name_key").notNull().unique(),
    email: text("email").notNull(),
    phone: text("phone").notNull(),
    note: text("note").notNull(),
    search: text("search").notNull().default(""),
    sortKey: text("sort_key").notNull().default(""),
    termsDays: integer("terms_days").notNull(),
    version: integer("version").notNull(),
    createdAt: instant("created_at").notNull(),
    deactivatedAt: instant("deactivated_at"),
  },
  (t) => [
    index("supplier_sort").on(t.sortKey, t.id),
    check("supplier_terms_days", sql`${t.termsDays} >= 0`),
  ],
);

/** The terms of a supplier for one product: code, pack, price and lead time. */
export const productSupplier = sqliteTable(
  "product_supplier",
  {
    productId: integer("product_id")
      .notNull()
      .references(() => product.id),
    supplierId: integer("supplier_id")
      .notNull()
      .references(() => supplier.id),
    supplierSku: text("supplier_sku").notNull(),
    unitId: integer("unit_id").references(() => productUnit.id),
    packQuantityMilli: quantity("pack_quantity_milli").notNull(),
    minimumOrderMilli: quantity("minimum_order_milli").notNull(),
    packPriceMinor: money("pack_price_minor"),
    leadTimeDays: integer("lead_time_days").notNull(),
    preferred: flag("preferred").notNull(),
  },
  (t) => [
    primaryKey({ name: "product_supplier_pk", columns: [t.productId, t.supplierId] }),
    index("product_supplier_supplier").on(t.supplierId),
    check("product_supplier_pack", sql`${t.packQuantityMilli} > 0`),
    check("product_supplier_minimum", sql`${t.minimumOrderMilli} >= 0`),
    check("product_supplier_price", sql`${t.packPriceMinor} >= 0`),
    check("product_supplier_lead_time", sql`${t.leadTimeDays} >= 0`),
    ...wholeNumbers("product_supplier", [
      t.packQuantityMilli,
      t.minimumOrderMilli,
      t.packPriceMinor,
    ]),
  ],
);
