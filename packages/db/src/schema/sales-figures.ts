import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { TenderId } from "@daybook/contract/ids";
import { money, quantity, wholeNumbers } from "../columns.ts";

/**
 * A projection of the sales, written in the transaction of the sale and checked by `verify`: a dashboard never scans
 * the ledger. Money columns are sales minus returns; voided sales are subtracted.
 */
export const salesDaily = sqliteTable(
  "sales_daily",
  {
    businessDate: text("business_date").notNull(),
    hour: integer("hour").notNull(),
    locationId: integer("location_id").notNull(),
    sales: integer("sales").notNull(),
    returns: integer("returns").notNull(),
    unitsMilli: quantity("units_milli").notNull(),
    salesTotalMinor: money("sales_total_minor").notNull(),
    returnsTotalMinor: money("returns_total_minor").notNull(),
    goodsMinor: money("goods_minor").notNull(),
    discountMinor: money("discount_minor").notNull(),
    netMinor: money("net_minor").notNull(),
    taxMinor: money("tax_minor").notNull(),
    roundingMinor: money("rounding_minor").notNull(),
    costMinor: money("cost_minor").notNull(),
  },
  (t) => [
    primaryKey({ name: "sales_daily_pk", columns: [t.businessDate, t.hour, t.locationId] }),
    ...wholeNumbers("sales_daily", [
      t.unitsMilli,
      t.salesTotalMinor,
      t.returnsTotalMinor,
      t.goodsMinor,
      t.discountMinor,
      t.netMinor,
      t.taxMinor,
      t.roundingMinor,
      t.costMinor,
    ]),
  ],
);

/** The same per product and day. */
export const productDaily = sqliteTable(
  "product_daily",
  {
    businessDate: text("business_date").notNull(),
    productId: integer("product_id").notNull(),
    locationId: integer("location_id").notNull(),
    unitsSoldMilli: quantity("units_sold_milli").notNull(),
    unitsReturnedMilli: quantity("units_returned_milli").notNull(),
    netMinor: money("net_minor").notNull(),
    taxMinor: money("tax_minor").notNull(),
    discountMinor: money("discount_minor").notNull(),
    costMinor: money("cost_minor").notNull(),
  },
  (t) => [
    primaryKey({ name: "product_daily_pk", columns: [t.businessDate, t.productId, t.locationId] }),
    index("product_daily_product").on(t.productId, t.businessDate),
    ...wholeNumbers("product_daily", [
      t.unitsSoldMilli,
      t.unitsReturnedMilli,
      t.netMinor,
      t.taxMinor,
      t.discountMinor,
      t.costMinor,
    ]),
  ],
);

/** The money received and paid out by each tender, per device and day. */
export const tenderDaily = sqliteTable(
  "tender_daily",
  {
    businessDate: text("business_date").notNull(),
    deviceId: integer("device_id").notNull(),
    tender: text("tender").$type<TenderId>().notNull(),
    takenMinor: money("taken_minor").notNull(),
    refundedMinor: money("refunded_minor").notNull(),
  },
  (t) => [
    primaryKey({ name: "tender_daily_pk", columns: [t.businessDate, t.deviceId, t.tender] }),
    ...wholeNumbers("tender_daily", [t.takenMinor, t.refundedMinor]),
  ],
);

/**
 * The taxed amounts and the tax of each rate, per day and location, of sales and of returns. A rate of 0 stands for
 * lines without tax: their net amount is the base. A compound rate is charged on a base that contains other taxes.
 */
export const taxDaily = sqliteTable(
  "tax_daily",
  {
    businessDate: text("business_date").notNull(),
    taxRateId: integer("tax_rate_id").notNull(),
    locationId: integer("location_id").notNull(),
    soldBaseMinor: money("sold_base_minor").notNull(),
    soldTaxMinor: money("sold_tax_minor").notNull(),
    returnedBaseMinor: money("returned_base_minor").notNull(),
    returnedTaxMinor: money("returned_tax_minor").notNull(),
  },
  (t) => [
    primaryKey({ name: "tax_daily_pk", columns: [t.businessDate, t.taxRateId, t.locationId] }),
    ...wholeNumbers("tax_daily", [
      t.soldBaseMinor,
      t.soldTaxMinor,
      t.returnedBaseMinor,
      t.returnedTaxMinor,
    ]),
  ],
);
