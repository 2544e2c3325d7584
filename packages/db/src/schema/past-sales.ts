import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  unique,
} from "drizzle-orm/sqlite-core";
import type { PastSaleId } from "@daybook/contract/ids";
import { id, instant, money, publicId, quantity, wholeNumbers } from "../columns.ts";
import { customer } from "./customers.ts";
import { importBatch } from "./imports.ts";
import { location } from "./locations.ts";
import { product } from "./products.ts";

/**
 * A sale of a former system, for reports only: it has moved no stock and no cash of this shop, and is in no closing,
 * grand total or tax figure. A return has a negative total. The sums are those of its lines.
 */
export const pastSale = sqliteTable(
  "past_sale",
  {
    id: id(),
    publicId: publicId<PastSaleId>(),
    /** The number that the former system gave it. */
    number: text("number").notNull(),
    locationId: integer("location_id")
      .notNull()
      .references(() => location.id),
    customerId: integer("customer_id").references(() => customer.id),
    /** The customer and the country as the file has them; empty if it has none. */
    customerText: text("customer_text").notNull(),
    country: text("country").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    businessDate: text("business_date").notNull(),
    hour: integer("hour").notNull(),
    lines: integer("lines").notNull(),
    unitsMilli: quantity("units_milli").notNull(),
    totalMinor: money("total_minor").notNull(),
  },
  (t) => [
    unique("past_sale_number").on(t.businessDate, t.locationId, t.number),
    index("past_sale_customer").on(t.customerId, t.id),
    ...wholeNumbers("past_sale", [t.unitsMilli, t.totalMinor]),
  ],
);

/** A line of a sale of a former system, with the row of the file that it is from. Deleted when its import is undone. */
export const pastSaleLine = sqliteTable(
  "past_sale_line",
  {
    batchId: integer("batch_id")
      .notNull()
      .references(() => importBatch.id),
    rowNo: integer("row_no").notNull(),
    pastSaleId: integer("past_sale_id")
      .notNull()
      .references(() => pastSale.id),
    /** What identifies the line, so that the same file imported twice adds it once. */
    lineKey: text("line_key").notNull().unique(),
    /** Null if no product has the code. */
    productId: integer("product_id").references(() => product.id),
    /** The code as the file has it, and folded: the name, if it has none. */
    sku: text("sku").notNull(),
    skuKey: text("sku_key").notNull(),
    name: text("name").notNull(),
    quantityMilli: quantity("quantity_milli").notNull(),
    amountMinor: money("amount_minor").notNull(),
  },
  (t) => [
    primaryKey({ name: "past_sale_line_pk", columns: [t.batchId, t.rowNo] }),
    index("past_sale_line_sale").on(t.pastSaleId),
    index("past_sale_line_product").on(t.productId),
    check("past_sale_line_row", sql`${t.rowNo} > 0`),
    ...wholeNumbers("past_sale_line", [t.quantityMilli, t.amountMinor]),
  ],
);
